using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>Where one is signed in, and ending it there.</summary>
internal static class MySessions
{
    /// <param name="Id">Which.</param>
    /// <param name="Browser">For example <c>Firefox</c>; null when unknown.</param>
    /// <param name="System">For example <c>Windows</c>; null when unknown.</param>
    /// <param name="Address">Where it was last used from.</param>
    /// <param name="CreatedAt">The sign-in.</param>
    /// <param name="LastUsedAt">The last time it got an access token; these live a quarter of an hour.</param>
    /// <param name="Current">The one that asks.</param>
    internal sealed record MySession(
        Guid Id,
        string? Browser,
        string? System,
        string? Address,
        DateTimeOffset CreatedAt,
        DateTimeOffset LastUsedAt,
        bool Current
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/me/sessions").RequireAuthorization();
        sessions.MapGet("", List).WithSummary("Where the user is signed in.");
        sessions.MapDelete("/{id:guid}", End).RequireFreshSignIn().WithSummary("Ends one session.");
        sessions.MapDelete("", EndOthers).RequireFreshSignIn().WithSummary("Ends all other sessions.");
    }

    private static async Task<Ok<IReadOnlyList<MySession>>> List(HttpContext context, NpgsqlDataSource dataSource, TimeProvider time)
    {
        await using var command = dataSource.CreateCommand(
            """
            select id, user_agent, host(address), created_at, last_used_at from identity.sessions
            where user_id = $1 and revoked_at is null and last_used_at > $2 order by last_used_at desc, id limit 200
            """
        );
        command.With(context.User.UserId()).With(time.GetUtcNow() - SessionStore.Lifetime);
        var sessions = new List<MySession>();
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        while (await reader.ReadAsync(context.RequestAborted))
        {
            var name = DeviceName.Of(reader.IsDBNull(1) ? null : reader.GetString(1));
            sessions.Add(
                new MySession(
                    reader.GetGuid(0),
                    name.Browser,
                    name.System,
                    reader.IsDBNull(2) ? null : reader.GetString(2),
                    reader.GetFieldValue<DateTimeOffset>(3),
                    reader.GetFieldValue<DateTimeOffset>(4),
                    reader.GetGuid(0) == context.User.SessionId()
                )
            );
        }

        return TypedResults.Ok<IReadOnlyList<MySession>>(sessions);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> End(
        Guid id,
        HttpContext context,
        UnitOfWork unitOfWork,
        SessionStore sessions,
        AuditLog audit
    ) =>
        await unitOfWork.Run(
            async ct =>
            {
                var userId = context.User.UserId();
                if (!await sessions.Revoke(userId, id, "ended-by-owner", ct))
                {
                    return false;
                }

                audit.Append(new AuditEntry("identity.session-ended", "user", userId.ToString()) { After = new { sessionId = id } });
                return true;
            },
            context.RequestAborted
        )
            ? TypedResults.NoContent()
            : IdentityErrors.SessionMissing.ToProblem();

    private static async Task<NoContent> EndOthers(HttpContext context, UnitOfWork unitOfWork, SessionStore sessions, AuditLog audit)
    {
        await unitOfWork.Run(
            async ct =>
            {
                var userId = context.User.UserId();
                var ended = await sessions.RevokeAll(userId, context.User.SessionId(), "ended-by-owner", ct);
                audit.Append(new AuditEntry("identity.other-sessions-ended", "user", userId.ToString()) { After = new { ended } });
            },
            context.RequestAborted
        );
        return TypedResults.NoContent();
    }
}
