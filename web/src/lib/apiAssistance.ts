// Help on a goal: asked for, given by those who did something like it, and thanked for.
import type { ApolloCache } from '@apollo/client';
import {
  AnswerAssistanceDocument,
  AskForHelpDocument,
  AssistanceAnswersDocument,
  AssistanceFieldsFragmentDoc,
  AssistanceForMeDocument,
  AssistancePageDocument,
  CloseAssistanceDocument,
  MyAssistanceDocument,
  SayThanksDocument,
  WithdrawThanksDocument,
} from '@/generated/assistance';
import type { AnswerAssistanceMutation } from '@/generated/graphql';
import type { Assistance, AssistanceAnswer } from '@/models';
import { paged, useChange, useReading, type PagedReading, type Reading } from './apiHooks';

const requestsPerPage = 20;
const answersPerPage = 50;

export function useMyRequests(): PagedReading<Assistance> {
  const reading = useReading(MyAssistanceDocument, { first: requestsPerPage });
  return paged(reading, reading.data?.myAssistance);
}

/** Of others, about goals like those that the reader has finished. */
export function useRequestsForMe(): PagedReading<Assistance> {
  const reading = useReading(AssistanceForMeDocument, { first: requestsPerPage });
  return paged(reading, reading.data?.assistanceForMe);
}

export function useRequest(id: string): Reading<{ readonly assistance: Assistance | null }> {
  return useReading(AssistancePageDocument, { id });
}

/** The oldest first. */
export function useAnswers(id: string): PagedReading<AssistanceAnswer> {
  const reading = useReading(AssistanceAnswersDocument, { id, first: answersPerPage });
  return paged(reading, reading.data?.assistance?.answers);
}

export function useAskForHelp() {
  return useChange(AskForHelpDocument, { renew: ownRequests });
}

const ownRequests = [MyAssistanceDocument];

export function useAnswer() {
  return useChange(AnswerAssistanceDocument, { update: appendAnswer });
}

function appendAnswer(
  cache: ApolloCache,
  { answerAssistance }: AnswerAssistanceMutation,
  { id }: { readonly id: string },
): void {
  const variables = { id, first: answersPerPage };
  cache.updateQuery({ query: AssistanceAnswersDocument, variables }, (data) => {
    const answers = data?.assistance?.answers;
    if (!data?.assistance || !answers) return data;
    if (answers.nodes.some((answer) => answer.id === answerAssistance.id)) return data;
    const nodes = [...answers.nodes, answerAssistance];
    return { assistance: { ...data.assistance, answers: { ...answers, nodes } } };
  });
  cache.modify<Record<string, number>>({
    id: `Assistance:${id}`,
    fields: { answerCount: (count) => Number(count) + 1 },
  });
}

export function useSayThanks(helper: AssistanceAnswer['author']) {
  return useChange(SayThanksDocument, {
    optimistic: ({ id }, cache) => {
      const known = read(cache, id);
      if (!known || !helper) return null;
      const thanked = [...known.thanked, { ...helper, __typename: 'PublicUser' }];
      return { sayThanks: { ...known, thanked, __typename: 'Assistance' } };
    },
  });
}

export function useWithdrawThanks() {
  return useChange(WithdrawThanksDocument, {
    optimistic: ({ id, helperId }, cache) => {
      const known = read(cache, id);
      if (!known) return null;
      const thanked = known.thanked.filter((one) => one.id !== helperId);
      return { withdrawThanks: { ...known, thanked, __typename: 'Assistance' } };
    },
  });
}

export function useCloseRequest() {
  return useChange(CloseAssistanceDocument);
}

function read(cache: ApolloCache, id: string): Assistance | null {
  return cache.readFragment({
    id: `Assistance:${id}`,
    fragment: AssistanceFieldsFragmentDoc,
    fragmentName: 'AssistanceFields',
  });
}
