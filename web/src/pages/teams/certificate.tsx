import { useParams } from 'react-router';
import { IconJourney, IconPrint } from '@/components/icons';
import { BackLink, MissingPage, ReadPage, usePageTitle } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Mark } from '@/components/logo';
import { nameOf } from '@/components/people/avatar';
import { Button } from '@/components/ui/button';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useCertificate } from '@/lib/apiJourneys';
import { dayOf } from '@/lib/time';
import type { Certificate } from '@/models';

export default function CertificatePage() {
  const { id = '', journeyId = '', season = '1' } = useParams();
  const t = useTexts(journeysTexts);
  const back = `/app/teams/${id}/${journeyId}`;
  const missing = (
    <MissingPage
      icon={<IconJourney className="size-6" />}
      title={t.noCertificate}
      text={t.noCertificateHint}
      back={{ to: back, text: t.backToTeam }}
    />
  );
  const reading = useCertificate({ teamId: id, journeyId, season: Number(season) });
  return (
    <ReadPage reading={reading} missing={missing}>
      {({ certificate }) =>
        certificate ? (
          <>
            <div className="flex items-start justify-between gap-4 print:hidden">
              <BackLink to={back}>{t.backToTeam}</BackLink>
              <Button
                look="quiet"
                onClick={() => {
                  print();
                }}
              >
                <IconPrint aria-hidden="true" className="size-5" />
                {t.print}
              </Button>
            </div>
            <Sheet certificate={certificate} />
          </>
        ) : (
          missing
        )
      }
    </ReadPage>
  );
}

/** One sheet of paper. */
function Sheet({ certificate }: { readonly certificate: Certificate }) {
  const t = useTexts(journeysTexts);
  const { me, format } = useViewer();
  const heading = usePageTitle(t.certificate);
  const { teamName, journeyTitle, lengthMetres, startedAt, finishedAt, days, members } =
    certificate;
  const day = (instant: string) => format.longDate(dayOf(instant, me.timeZone));
  return (
    <article className="contours mx-auto mt-3 max-w-3xl rounded-card border-4 border-double border-pine bg-surface px-6 py-12 text-center sm:px-14 print:mt-0 print:max-w-none">
      <Mark className="mx-auto mb-6 size-14" />
      <p className="font-semibold tracking-widest text-blaze-ink uppercase">{t.certificate}</p>
      <h1
        ref={heading}
        tabIndex={-1}
        className="mt-4 text-4xl leading-tight font-bold wrap-anywhere sm:text-5xl"
      >
        {journeyTitle}
      </h1>
      <p className="mt-6 text-lg text-ink-soft">{t.certifies}</p>
      <p className="mt-1 font-display text-3xl font-bold wrap-anywhere">{teamName}</p>
      <p className="mx-auto mt-6 max-w-lg text-lg">
        {t.walked(format.distance(lengthMetres), day(startedAt), day(finishedAt), days)}
      </p>
      <ul className="mx-auto mt-8 grid max-w-xl grid-cols-1 gap-x-8 gap-y-1.5 text-left sm:grid-cols-2 print:grid-cols-2">
        {members.map(({ userId, person, distanceMetres }) => (
          <li key={userId} className="flex justify-between gap-4 border-b border-line py-1">
            <span className="min-w-0 truncate font-semibold">
              {person ? nameOf(person) : t.gone}
            </span>
            <span className="whitespace-nowrap text-ink-soft">
              {format.distance(distanceMetres)}
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}
