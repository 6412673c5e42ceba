using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>People and their sessions, for the admin area's front page.</summary>
internal sealed class IdentityFigures(NpgsqlDataSource dataSource, TimeProvider time) : IFigures
{
    private static readonly TimeSpan Active = TimeSpan.FromMinutes(20);

    public async Task<IReadOnlyList<Figure>> Read(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = dataSource.CreateCommand(
            """
            select (select count(*) from identity.users),
                   (select count(*) from identity.users where created_at >= $1),
                   (select count(*) from identity.sessions where revoked_at is null and last_used_at > $2),
                   (select count(distinct user_id) from identity.sessions where revoked_at is null and last_used_at > $3)
            """
        );
        command.With(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero)).With(now - SessionStore.Lifetime);
        // Whoever has the app open renews an access token, which lives 15 minutes, within this time.
        command.With(now - Active);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return
        [
            new("identity.users", reader.GetInt64(0)),
            new("identity.registered_today", reader.GetInt64(1)),
            new("identity.sessions", reader.GetInt64(2)),
            new("identity.people_active", reader.GetInt64(3)),
        ];
    }
}
