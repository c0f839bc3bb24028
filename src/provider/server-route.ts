/** The address of a route of a Lojal server. `server` is its base address, as the page wrote it. */
export const serverRoute = (server: string, route: string): string => `${server.replace(/\/$/, '')}/${route}`;
