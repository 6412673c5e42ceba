namespace Ami.Modules.Identity;

/// <summary>The last step of every way to sign in: opens a session for somebody who has shown who they are.</summary>
internal sealed class SignIn(
    UnitOfWork unitOfWork,
    Accounts accounts,
    SessionStore sessions,
    Devices devices,
    WaitingSignIns secondSteps,
    AccountDeletion deletion,
    AuditLog audit
)
{
    /// <summary>
    /// After the first factor. Where a second is needed it fails with <c>auth.second_factor_required</c>, what belongs to the transaction stands, and the
    /// browser has the cookie with which <c>POST /api/auth/2fa/verify</c> goes on. Not inside another unit of work, which that failure would roll back.
    /// </summary>
    /// <param name="user">Who it is.</param>
    /// <param name="method">How they showed it: <c>password</c>, or the name of an OAuth provider.</param>
    /// <param name="alongside">What belongs to the same transaction.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public async Task<Result<OpenedSession>> Complete(User user, string method, Func<CancellationToken, Task> alongside, CancellationToken cancellationToken)
    {
        var outcome = await unitOfWork.Run<(OpenedSession? Session, Error? Refused)>(
            async ct =>
            {
                await alongside(ct);
                if (await accounts.StandingOf(user.Id, ct) is not { } standing)
                {
                    return (null, IdentityErrors.InvalidCredentials);
                }

                if (standing.IsLocked)
                {
                    audit.Append(
                        new AuditEntry("identity.signed-in", "user", user.Id.ToString())
                        {
                            ActorId = user.Id,
                            Succeeded = false,
                            After = new { method, locked = true },
                        }
                    );
                    return (null, IdentityErrors.AccountLocked);
                }

                if (user.TwoFactorEnabled && !await devices.IsTrusted(user.Id, ct))
                {
                    await secondSteps.Begin(user.Id, method, ct);
                    return (null, IdentityErrors.SecondFactorRequired);
                }

                return (await Open(user, standing, method, secondFactor: false, trustDevice: false, ct), null);
            },
            cancellationToken
        );
        return outcome.Refused is { } refused
            ? refused
            : outcome.Session ?? throw new InvalidOperationException("A sign-in that was not refused has no session.");
    }

    /// <summary>After the second factor. Fails when the waiting sign-in was used up or called off, or the account locked meanwhile.</summary>
    public Task<Result<OpenedSession>> Complete(User user, WaitingSignIn step, bool trustDevice, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result<OpenedSession>>(
            async ct =>
            {
                if (await accounts.StandingOf(user.Id, ct) is not { } standing)
                {
                    return IdentityErrors.SecondStepExpired;
                }

                if (standing.IsLocked)
                {
                    return IdentityErrors.AccountLocked;
                }

                return await secondSteps.Finish(step, ct)
                    ? await Open(user, standing, step.Method, secondFactor: true, trustDevice, ct)
                    : IdentityErrors.SecondStepExpired;
            },
            cancellationToken
        );

    private async Task<OpenedSession> Open(
        User user,
        Standing standing,
        string method,
        bool secondFactor,
        bool trustDevice,
        CancellationToken cancellationToken
    )
    {
        if (standing.IsLeaving)
        {
            await deletion.CallOff(user.Id, cancellationToken);
        }

        var (sessionId, token) = await sessions.Open(user.Id, trustDevice, cancellationToken);
        audit.Append(
            new AuditEntry("identity.signed-in", "user", user.Id.ToString())
            {
                ActorId = user.Id,
                After = new
                {
                    method,
                    secondFactor,
                    sessionId,
                },
            }
        );
        return new OpenedSession(await accounts.WithRoles(user, cancellationToken), sessionId, token);
    }
}

/// <summary>A session that was just opened, and its first refresh token.</summary>
internal sealed record OpenedSession(Account Account, Guid SessionId, RefreshToken Token);
