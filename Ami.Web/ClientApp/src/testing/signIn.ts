import { session } from '@/lib/auth/session';

/** Signs Ana in, who may do what is named and nothing else. A test that does so forgets the session before or after. */
export function signIn(...permissions: string[]) {
  session.signedIn({
    accessToken: 'token',
    expiresAt: '2099-01-01T00:00:00Z',
    user: {
      id: 'u1',
      email: 'ana@example.com',
      displayName: 'Ana',
      language: 'en',
      timeZone: 'UTC',
      roles: [],
      permissions,
      plan: 'free',
      createdAt: '2026-01-01T00:00:00Z',
      emailConfirmed: true,
      hasPassword: true,
      avatarUrl: null,
      isStaffOnHold: false,
    },
  });
}
