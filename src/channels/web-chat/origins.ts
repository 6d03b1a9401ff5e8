/**
 * Which pages may use the chat: those of this server, and the origins that the city allows. Requests without an origin
 * come from no page of another site.
 */
export function originCheck(allowed: readonly string[], publicUrl: string | undefined) {
  const own = publicUrl ? new URL(publicUrl).origin : undefined;
  return (origin: string | undefined, host: string | undefined): boolean => {
    if (!origin || origin === own || allowed.includes(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
}
