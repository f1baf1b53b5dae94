import 'fake-indexeddb/auto';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { connection } from '@/lib/offline/connection';
import { action } from '@/lib/offline/testing';
import { offlineQueue, waiting } from '@/lib/offline/waiting';
import { ViewerContext, type Viewer } from '../layout/viewer';
import { OfflinePill } from './offline-pill';

const viewer = { me: {}, format: { moment: () => 'today', number: String } } as unknown as Viewer;

async function show() {
  waiting.show(await offlineQueue.read('ana'));
  render(
    <ViewerContext value={viewer}>
      <OfflinePill />
    </ViewerContext>,
  );
}

beforeEach(async () => {
  await offlineQueue.wipe('ana');
  waiting.clear();
  connection.heard();
});

it('says nothing when there is nothing to say', async () => {
  await show();
  expect(screen.queryByRole('button')).toBeNull();
});

it('says what can be done without a network, and what can’t', async () => {
  connection.missed();
  await show();
  await userEvent.click(screen.getByRole('button', { name: 'Offline' }));
  expect(screen.getByText(/log a workout, by hand or from a file/)).toBeVisible();
  expect(screen.getByText(/Everything else needs a connection/)).toBeVisible();
  expect(screen.getByText(/up to 20 MB each/)).toBeVisible();
});

it('lists what waits, and lets it be discarded', async () => {
  await offlineQueue.add(action('Sunday long run'));
  await show();
  const stop = offlineQueue.onChange(() => {
    void offlineQueue.read('ana').then((state) => {
      waiting.show(state);
    });
  });
  await userEvent.click(screen.getByRole('button', { name: '1 change waits' }));
  await userEvent.click(
    screen.getByRole('button', { name: 'Discard: Log a workout: Sunday long run' }),
  );
  await screen.findByText('Nothing waits. Everything has been sent.');
  stop();
});

it('shows what was refused and why, until it is seen', async () => {
  const lost = await offlineQueue.add(action('Buy shoes', { change: 'CompleteTask' }));
  await offlineQueue.lose(lost, 'NOT_FOUND', 'There is no such task.');
  await show();
  await userEvent.click(screen.getByRole('button', { name: '1 change was refused' }));
  expect(screen.getByText('Finish a task: Buy shoes')).toBeVisible();
  expect(screen.getByText('There is no such task.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Got it' }));
  expect((await offlineQueue.read('ana')).losses).toEqual([]);
});
