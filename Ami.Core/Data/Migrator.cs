using Npgsql;

namespace Ami.Core;

/// <summary>A migration and whether it has been applied.</summary>
/// <param name="Script">The migration.</param>
/// <param name="AppliedAt">When, UTC; null when pending.</param>
/// <param name="Changed">True when the file differs from what was applied.</param>
public sealed record MigrationStatus(MigrationScript Script, DateTimeOffset? AppliedAt, bool Changed);

/// <summary>
/// Applies SQL migrations as the owner of the schemas, under an advisory lock (two migrators never overlap), each in a transaction with its history row.
/// Grants the services' role, when it exists, what the comment of each table or view says, such as <c>services: select, insert, update (title)</c>. That role
/// owns nothing, and has no right to a table that says nothing.
/// </summary>
/// <param name="dataSource">A connection as the owner.</param>
/// <param name="scripts">All modules' migrations; Core's come first whatever the order.</param>
public sealed class Migrator(NpgsqlDataSource dataSource, IEnumerable<MigrationScript> scripts)
{
    /// <summary>The role the services connect as.</summary>
    public const string ServiceRole = "ami_app";

    private readonly List<MigrationScript> _ordered = [.. scripts.OrderBy(s => s.Module == "Core" ? 0 : 1)];

    /// <summary>Applies everything that is pending.</summary>
    /// <param name="report">Called with a line for each step.</param>
    /// <param name="cancellationToken">Cancels between migrations.</param>
    /// <returns>How many were applied, or <c>migrations.changed</c> when an applied file was edited (nothing is done then).</returns>
    public Task<Result<int>> Up(Action<string> report, CancellationToken cancellationToken = default) =>
        Exclusively<int>(
            async connection =>
            {
                var status = await Read(connection, cancellationToken);
                if (status.FirstOrDefault(s => s.Changed) is { } changed)
                {
                    return Error.Conflict(
                        "migrations.changed",
                        $"{changed.Script.Module} {changed.Script.Version:000}_{changed.Script.Name} was edited after it had been applied. Restore it and add a new migration."
                    );
                }

                var pending = status.Where(s => s.AppliedAt is null).Select(s => s.Script).ToList();
                foreach (var script in pending)
                {
                    await Execute(
                        connection,
                        script,
                        $"create schema if not exists {script.Schema};\n{script.Up}",
                        """
                        insert into core.schema_migrations (module, version, name, checksum, applied_at) values ($1, $2, $3, $4, now())
                        """,
                        [new() { Value = script.Name }, new() { Value = script.Checksum }]
                    );
                    report($"up    {script.Module} {script.Version:000}_{script.Name}");
                }

                foreach (var schema in _ordered.Select(s => s.Schema).Distinct())
                {
                    await Grant(connection, schema);
                }

                return pending.Count;
            },
            cancellationToken
        );

    /// <summary>Undoes a module's newest migrations down to a version.</summary>
    /// <param name="module">The module's name; every module when null.</param>
    /// <param name="toVersion">The version to keep; 0 undoes all.</param>
    /// <param name="report">Called with a line for each step.</param>
    /// <param name="cancellationToken">Cancels between migrations.</param>
    /// <returns>How many were undone.</returns>
    public Task<Result<int>> Down(string? module, int toVersion, Action<string> report, CancellationToken cancellationToken = default) =>
        Exclusively<int>(
            async connection =>
            {
                var applied = (await Read(connection, cancellationToken))
                    .Where(s => s.AppliedAt is not null && s.Script.Version > toVersion && (module is null || s.Script.Module == module))
                    .Select(s => s.Script)
                    .Reverse()
                    .ToList();
                foreach (var script in applied)
                {
                    var sql = script.Version == 1 && script.Module != "Core" ? $"{script.Down}\ndrop schema {script.Schema};" : script.Down;
                    await Execute(connection, script, sql, "delete from core.schema_migrations where module = $1 and version = $2", []);
                    report($"down  {script.Module} {script.Version:000}_{script.Name}");
                }

                return applied.Count;
            },
            cancellationToken
        );

    /// <summary>Every known migration, applied or not.</summary>
    public async Task<IReadOnlyList<MigrationStatus>> Status(CancellationToken cancellationToken = default)
    {
        var result = await Exclusively<List<MigrationStatus>>(async c => await Read(c, cancellationToken), cancellationToken);
        return result.Value;
    }

    private async Task<Result<T>> Exclusively<T>(Func<NpgsqlConnection, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await Sql(connection, $"select pg_advisory_lock({AdvisoryLock.IdOf("migrations")})");
        try
        {
            await Sql(
                connection,
                """
                create schema if not exists core;
                create table if not exists core.schema_migrations (
                    module text not null, version integer not null, name text not null, checksum text not null, applied_at timestamptz not null,
                    primary key (module, version));
                """
            );
            return await work(connection);
        }
        finally
        {
            await Sql(connection, $"select pg_advisory_unlock({AdvisoryLock.IdOf("migrations")})");
        }
    }

    private async Task<List<MigrationStatus>> Read(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<(string, int), (string Checksum, DateTimeOffset At)>();
        await using var command = new NpgsqlCommand("select module, version, checksum, applied_at from core.schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied[(reader.GetString(0), reader.GetInt32(1))] = (reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3));
        }

        return
        [
            .. _ordered.Select(s =>
                applied.TryGetValue((s.Module, s.Version), out var row)
                    ? new MigrationStatus(s, row.At, row.Checksum != s.Checksum)
                    : new MigrationStatus(s, null, false)
            ),
        ];
    }

    private static async Task Execute(NpgsqlConnection connection, MigrationScript script, string sql, string history, NpgsqlParameter[] more)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var change = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 })
        {
            await change.ExecuteNonQueryAsync();
        }

        await using (var record = new NpgsqlCommand(history, connection, transaction))
        {
            record.With(script.Module).With(script.Version);
            record.Parameters.AddRange(more);
            await record.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static Task Grant(NpgsqlConnection connection, string schema) =>
        Sql(
            connection,
            $"""
            do $$
            declare
                sealed record;
            begin
                if exists (select from pg_roles where rolname = '{ServiceRole}') then
                    grant usage on schema {schema} to {ServiceRole};
                    revoke all on all tables in schema {schema} from {ServiceRole};
                    grant usage on all sequences in schema {schema} to {ServiceRole};
                    grant execute on all functions in schema {schema} to {ServiceRole};
                    for sealed in
                        select c.oid::regclass as name, substring(obj_description(c.oid, 'pg_class') from '^services: ([a-z_, ()]+)$') as rights
                        from pg_class c where c.relnamespace = '{schema}'::regnamespace and obj_description(c.oid, 'pg_class') like 'services: %'
                    loop
                        execute format('grant %s on %s to {ServiceRole}', sealed.rights, sealed.name);
                    end loop;
                end if;
            end $$
            """
        );

    private static async Task Sql(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
