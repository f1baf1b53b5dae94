// Which address shows which page. The pages behind log-in, and the GraphQL client with them, are loaded when they are
// first needed.
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { Splash } from '@/components/layout/splash';
import { Toasts } from '@/components/ui/toast';
import { session } from '@/lib/session';
import { CheckMailPage } from '@/pages/account/check-mail';
import { ConfirmEmailPage } from '@/pages/account/confirm-email';
import { ForgotPasswordPage } from '@/pages/account/forgot-password';
import { LandingPage } from '@/pages/account/landing';
import { LogInPage } from '@/pages/account/log-in';
import { ResetPasswordPage } from '@/pages/account/reset-password';
import { SignUpPage } from '@/pages/account/sign-up';
import { NotFoundPage } from '@/pages/not-found';

const SignedIn = lazy(() => import('./signed-in'));

export function App() {
  const { status } = useSyncExternalStore(session.subscribe, session.current);
  return (
    <>
      <Suspense fallback={<Splash />}>
        <Routes>
          <Route path="/app/*" element={<SignedIn />} />
          <Route
            path="/"
            element={
              status === 'unknown' ? (
                <Splash />
              ) : status === 'signedIn' || status === 'offline' ? (
                <Navigate to="/app" replace />
              ) : (
                <LandingPage />
              )
            }
          />
          <Route path="/groups/join" element={<ToInvitation />} />
          <Route path="/login" element={<LogInPage />} />
          <Route path="/signup" element={<SignUpPage />} />
          <Route path="/check-mail" element={<CheckMailPage />} />
          <Route path="/confirm-email" element={<ConfirmEmailPage />} />
          <Route path="/forgot-password" element={<ForgotPasswordPage />} />
          <Route path="/reset-password" element={<ResetPasswordPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Suspense>
      <Toasts />
    </>
  );
}

/** Invitation links are short; their page is behind log-in. */
function ToInvitation() {
  const { hash } = useLocation();
  return <Navigate to={`/app/groups/join${hash}`} replace />;
}
