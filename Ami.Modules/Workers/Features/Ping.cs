using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Workers.Features;

/// <summary>Lets a worker find out whether its key works, and leaves the trace that every write over the internal API leaves.</summary>
internal static class Ping
{
    /// <param name="At">The server's time.</param>
    /// <param name="KeyId">The key that was shown.</param>
    /// <param name="Address">Where the request came from, as the server sees it.</param>
    internal sealed record PingAnswer(DateTimeOffset At, Guid KeyId, string? Address);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/internal/ping", Handle).RequireApiKey(ApiScope.Ping).WithSummary("Whether a worker's key works.");

    private static async Task<Ok<PingAnswer>> Handle(HttpContext context, AuditLog audit, TimeProvider time)
    {
        var keyId = context.User.ApiKeyId();
        await audit.Write(new AuditEntry("internal.pinged", "api-key", keyId.ToString()) { ActorId = keyId }, context.RequestAborted);
        return TypedResults.Ok(new PingAnswer(time.GetUtcNow(), keyId, context.ClientIp()?.ToString()));
    }
}
