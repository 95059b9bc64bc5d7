/** The mark: a headset on the house colour. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#0b6b75" />
      <path
        d="M7 12a9 9 0 0 1 18 0v7a3 3 0 0 1-3 3h-1.5v-8.5H22V12a6 6 0 0 0-12 0v1.5h1.5V22H10a3 3 0 0 1-3-3z"
        fill="#fff"
      />
      <path
        d="M22 22.5c0 2-1.8 3.2-4.2 3.2"
        fill="none"
        stroke="#ffc857"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <circle cx="16.3" cy="25.6" r="1.9" fill="#ffc857" />
    </svg>
  );
}
