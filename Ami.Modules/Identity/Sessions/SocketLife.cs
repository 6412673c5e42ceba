using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>
/// A WebSocket is let in once and then lives long: it is cut when the token that let it in expires or its session ends. The web app comes back with a fresh
/// token, where it can still get one.
/// </summary>
internal sealed class SocketLife(RevokedSessions revoked, TimeProvider time)
{
    public void Bind(HttpContext context, VerifiedTokens.Verified token)
    {
        var left = DateTimeOffset.FromUnixTimeSeconds(token.UsableUntil) - time.GetUtcNow();
        var expiry = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);

        // Not disposed: a revocation may be about to cancel it, and it lives no longer than the request.
        var life = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, expiry.Token);
        context.RequestAborted = life.Token;
        context.Response.RegisterForDispose(revoked.Watch(token.SessionId, life));
        context.Response.RegisterForDispose(expiry);
    }
}
