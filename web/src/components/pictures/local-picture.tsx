import { useEffect, useRef } from 'react';

interface LocalPictureProps {
  readonly file: File;
  readonly alt: string;
  readonly className?: string;
}

/** A picture that is still on this machine alone. */
export function LocalPicture({ file, alt, className }: LocalPictureProps) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(file);
    if (image.current) image.current.src = url;
    return () => {
      URL.revokeObjectURL(url);
    };
  }, [file]);
  return <img ref={image} alt={alt} className={className} />;
}
