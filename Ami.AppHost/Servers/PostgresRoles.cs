using System.Net.Sockets;
using Ami.AppHost.Setup;
using Npgsql;

namespace Ami.AppHost.Servers;

/// <summary>
/// The two roles of the system on a server that we own: <c>ami_owner</c> owns the databases and is used by migrations alone;
/// <c>ami_app</c> is what the services sign in as, and owns nothing.
/// </summary>
internal static class PostgresRoles
{
    public const string Database = "ami";
    public const string Owner = "ami_owner";
    public const string App = "ami_app";

    // Four service processes with full pools stay below the server's 200 connections.
    public const int PoolSize = 40;

    public static string Connection(string host, int port, string database, string role, string password) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = host,
            Port = port,
            Database = database,
            Username = role,
            Password = password,
            MaxPoolSize = PoolSize,
        }.ConnectionString;

    /// <summary>The server answers, and has our roles and database.</summary>
    public static async Task<bool> AreReadyAsync(string superuser, Secrets secrets, CancellationToken cancel)
    {
        try
        {
            if (!await IsReadyAsync(superuser, cancel))
            {
                return false;
            }

            await EnsureAsync(superuser, secrets, cancel);
            return true;
        }
        catch (NpgsqlException)
        {
            return false; // it went away in the middle
        }
    }

    private static async Task EnsureAsync(string superuser, Secrets secrets, CancellationToken cancel)
    {
        await using (var server = await OpenAsync(superuser, cancel))
        {
            foreach (var (role, password) in new[] { (Owner, secrets.Owner), (App, secrets.App) })
            {
                if (!await ExistsAsync(server, "SELECT 1 FROM pg_roles WHERE rolname = $1", role, cancel))
                {
                    await ExecuteAsync(server, $"CREATE ROLE {role} LOGIN", cancel);
                }

                await ExecuteAsync(server, $"ALTER ROLE {role} PASSWORD '{password}'", cancel);
            }
        }

        await EnsureDatabaseAsync(superuser, Database, template: null, cancel);
    }

    /// <summary>Gives the system a new, empty database, whoever is connected to the old one.</summary>
    public static async Task EmptyAsync(string superuser, CancellationToken cancel)
    {
        await using (var server = await OpenAsync(superuser, cancel))
        {
            await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {Database} WITH (FORCE)", cancel);
        }

        await EnsureDatabaseAsync(superuser, Database, template: null, cancel);
    }

    /// <param name="superuser">Connection string of the server's superuser.</param>
    /// <param name="name">Trusted: it becomes part of a statement.</param>
    /// <param name="template">Database to copy; nobody may be connected to it.</param>
    /// <param name="cancel">Stops waiting for the server.</param>
    public static async Task EnsureDatabaseAsync(string superuser, string name, string? template, CancellationToken cancel)
    {
        await using (var server = await OpenAsync(superuser, cancel))
        {
            if (!await ExistsAsync(server, "SELECT 1 FROM pg_database WHERE datname = $1", name, cancel))
            {
                await ExecuteAsync(
                    server,
                    $"CREATE DATABASE \"{name}\" OWNER {Owner} {(template is null ? "" : $"TEMPLATE \"{template}\"")} STRATEGY {(template is null ? "WAL_LOG" : "FILE_COPY")}",
                    cancel
                );
            }

            await ExecuteAsync(server, $"REVOKE ALL ON DATABASE \"{name}\" FROM PUBLIC; GRANT CONNECT, TEMPORARY ON DATABASE \"{name}\" TO {App}", cancel);
        }

        await using var database = await OpenAsync(new NpgsqlConnectionStringBuilder(superuser) { Database = name }.ConnectionString, cancel);
        await ExecuteAsync(database, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements", cancel);
    }

    /// <exception cref="SetupException">The server answers, and refuses the role, its password or the database: waiting will not help.</exception>
    public static async Task<bool> IsReadyAsync(string connection, CancellationToken cancel)
    {
        try
        {
            await using var open = await OpenAsync(connection, cancel);
            await ExecuteAsync(open, "SELECT 1", cancel);
            return true;
        }
        catch (PostgresException error)
            when (error.SqlState
                    is PostgresErrorCodes.InvalidPassword
                        or PostgresErrorCodes.InvalidAuthorizationSpecification
                        or PostgresErrorCodes.InvalidCatalogName
            )
        {
            throw new SetupException(
                $"PostgreSQL refuses the connection: {error.MessageText}.",
                "Check the connection string that was given; for an embedded server, secrets.json and its data must be of the same age: restore or remove both."
            );
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or TimeoutException)
        {
            return false;
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connection, CancellationToken cancel)
    {
        var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, Timeout = 5 }.ConnectionString);
        try
        {
            await open.OpenAsync(cancel);
            return open;
        }
        catch
        {
            await open.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection open, string query, string name, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(query, open) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection open, string statement, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(statement, open);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
