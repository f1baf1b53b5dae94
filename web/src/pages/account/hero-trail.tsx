/** The picture of the landing page: a trail that climbs past three waymarks, two reached, one ahead. */
export function HeroTrail({
  alt,
  stops,
}: {
  readonly alt: string;
  readonly stops: readonly [string, string, string];
}) {
  return (
    <figure className="relative mx-auto w-full max-w-md lg:max-w-none">
      <svg viewBox="0 0 520 520" role="img" aria-label={alt} className="w-full">
        <rect x="10" y="10" width="500" height="500" rx="44" className="fill-sky" />
        <clipPath id="hero-frame">
          <rect x="10" y="10" width="500" height="500" rx="44" />
        </clipPath>
        <g clipPath="url(#hero-frame)">
          <circle cx="398" cy="118" r="46" className="fill-blaze opacity-90" />
          <path
            d="M-10 330 L110 190 L190 270 L318 96 L540 340 V530 H-10 Z"
            className="fill-hill-far"
          />
          <path d="M318 96 L352 133 L330 128 L316 146 L298 130 L288 137 Z" className="fill-snow" />
          <path
            d="M-10 400 C70 330 150 330 230 372 S420 440 530 350 V530 H-10 Z"
            className="fill-hill-middle"
          />
          <path
            d="M-10 455 C110 405 200 430 290 452 S450 478 530 430 V530 H-10 Z"
            className="fill-hill-near"
          />
          <path
            d="M92 520 C120 470 232 478 214 424 S118 380 176 330 S330 330 300 258 S282 178 316 108"
            fill="none"
            strokeWidth="7"
            strokeLinecap="round"
            strokeDasharray="2 15"
            className="stroke-snow"
          />
        </g>
        <Stop x={214} y={424} text={stops[0]} reached />
        <Stop x={176} y={330} text={stops[1]} reached />
        <Stop x={300} y={258} text={stops[2]} />
      </svg>
    </figure>
  );
}

interface StopProps {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly reached?: boolean;
}

function Stop({ x, y, text, reached = false }: StopProps) {
  const width = 62 + text.length * 8.6;
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      <rect
        x="-7"
        y="-17"
        width="14"
        height="34"
        rx="4"
        strokeWidth="3"
        className={reached ? 'fill-blaze stroke-snow' : 'fill-surface stroke-blaze'}
      />
      <g transform="translate(18 -21)">
        <rect width={width} height="42" rx="21" className="fill-raised stroke-line" />
        <circle
          cx="22"
          cy="21"
          r="9"
          strokeWidth="3"
          className={reached ? 'fill-moss stroke-moss' : 'fill-transparent stroke-line-strong'}
        />
        {reached && (
          <path
            d="M17.5 21.5l3.2 3.2 6-6.6"
            fill="none"
            strokeWidth="2.6"
            strokeLinecap="round"
            strokeLinejoin="round"
            className="stroke-surface"
          />
        )}
        <text x="40" y="27" className="fill-ink font-display text-[17px] font-semibold">
          {text}
        </text>
      </g>
    </g>
  );
}
