import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineOptions, MapEngine } from './engine';
import * as engines from './engine';
import { MapView } from './map-view';
import type { Scene } from './scene';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });
const scene: Scene = {
  lines: [{ id: 'route', look: 'route', points: [at(40, -8), at(43, -1)] }],
  marks: [{ id: 'a', look: 'milestone', at: at(41, -5), label: 'Burgos', shown: true }],
};

function fakeEngine() {
  let pick: (point: { latitude: number; longitude: number }) => void = () => undefined;
  const engine = {
    flat: true,
    attribution: 'Natural Earth',
    setLines: vi.fn(),
    setDark: vi.fn(),
    fit: vi.fn(),
    zoom: vi.fn(),
    centre: () => at(0, 0),
    project: () => ({ x: 10, y: 20 }),
    onMove: () => undefined,
    onPick: (listener: typeof pick) => {
      pick = listener;
    },
  } satisfies MapEngine;
  return {
    engine,
    pick: (latitude: number, longitude: number) => {
      pick(at(latitude, longitude));
    },
  };
}

function show(props: Partial<Parameters<typeof MapView>[0]> = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={client}>
      <MapView label="The way" scene={scene} {...props} />
    </QueryClientProvider>,
  );
}

describe('MapView', () => {
  beforeEach(() => {
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }));
    const config = {
      apiKey: 'k',
      mailFolder: null,
      mapStyleUrl: 'https://maps.example.org/s.json',
    };
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(config)));
  });

  it('opens the engine on the scene, with the base map of the settings', async () => {
    const { engine } = fakeEngine();
    const open = vi.spyOn(engines, 'openEngine').mockResolvedValue(engine);
    show();
    await screen.findByRole('button', { name: 'Zoom in' });
    const options = open.mock.calls[0]?.[0] as EngineOptions;
    expect(options).toMatchObject({
      bounds: { west: -8, south: 40, east: -1, north: 43 },
      styleUrl: 'https://maps.example.org/s.json',
      cooperative: true,
    });
    await waitFor(() => {
      expect(engine.setLines).toHaveBeenCalledWith(scene.lines);
    });
    expect(screen.getByText('Burgos')).toBeInTheDocument();
    expect(screen.getByText('Map: Natural Earth')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
    expect(engine.zoom).toHaveBeenCalledWith(1);
    await userEvent.click(screen.getByRole('button', { name: 'Show all of it' }));
    expect(engine.fit).toHaveBeenCalledWith({ west: -8, south: 40, east: -1, north: 43 });
  });

  it('tells where it was clicked, and is taken away with the page', async () => {
    const { engine, pick } = fakeEngine();
    const open = vi.spyOn(engines, 'openEngine').mockResolvedValue(engine);
    const onPick = vi.fn();
    const { unmount } = show({ onPick, immersed: true });
    await screen.findByRole('button', { name: 'Zoom out' });
    pick(1, 2);
    expect(onPick).toHaveBeenCalledWith(at(1, 2));
    const { signal } = open.mock.calls[0]?.[0] as EngineOptions;
    expect(signal.aborted).toBe(false);
    unmount();
    expect(signal.aborted).toBe(true);
  });

  it('says so when there is no map to be had', async () => {
    vi.spyOn(engines, 'openEngine').mockRejectedValue(new Error('no chunk'));
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    show();
    await waitFor(() => {
      expect(screen.getByText('The map could not be unfolded.')).toBeInTheDocument();
    });
    expect(report).toHaveBeenCalledOnce();
  });
});
