using Ami.Core;
using Ami.Modules.Identity.Domain;
using Ami.Modules.Identity.Sessions;

namespace Ami.Modules.Identity.Features;

/// <summary>The last step of every way to sign in: opens a session for somebody who has shown who they are.</summary>
internal sealed class SignIn(UnitOfWork unitOfWork, Accounts accounts, SessionStore sessions, AuditLog audit)
{
    /// <param name="user">Who it is.</param>
    /// <param name="method">How they showed it: <c>password</c>, or the name of an OAuth provider.</param>
    /// <param name="alongside">What belongs to the same transaction.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public Task<Result<OpenedSession>> Complete(User user, string method, Func<CancellationToken, Task> alongside, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result<OpenedSession>>(async ct =>
        {
            await alongside(ct);
            var (sessionId, token) = await sessions.Open(user.Id, null, ct);
            audit.Append(new AuditEntry("identity.signed-in", "user", user.Id.ToString()) { ActorId = user.Id, After = new { method } });
            return new OpenedSession(await accounts.WithRoles(user, ct), sessionId, token);
        }, cancellationToken);
}

/// <summary>A session that was just opened, and its first refresh token.</summary>
internal sealed record OpenedSession(Account Account, Guid SessionId, RefreshToken Token);
