using System.Security.Cryptography;
using System.Text;
using Ami.AppHost.Model;

namespace Ami.AppHost.Containers;

/// <summary>The same servers as the embedded ones, as containers.</summary>
internal static class ContainerImages
{
    public static Container Postgres(RunContext context, int port) => new(
        Name(context, "postgres"), "docker.io/library/postgres:18", Port: 5432, port,
        context.Options.Ephemeral ? null : (Name(context, "postgres-data"), "/var/lib/postgresql"),
        new Dictionary<string, string?> { ["POSTGRES_PASSWORD"] = context.Secrets.Superuser },
        [
            "-c", "max_connections=200", "-c", "shared_preload_libraries=pg_stat_statements", "-c", "timezone=UTC",
            "-c", "shared_buffers=256MB", "-c", "random_page_cost=1.1", "-c", "jit=off",
        ],
        StopSignal: "INT");

    public static Container Redis(RunContext context, int port) => new(
        Name(context, "redis"), "docker.io/library/redis:7-alpine", Port: 6379, port, Volume: null,
        new Dictionary<string, string?> { ["REDIS_PASSWORD"] = context.Secrets.Redis },
        // In a file inside the container: the command line of a process is for everybody to read.
        ["sh", "-c", "umask 077; printf 'requirepass %s\\nsave \"\"\\nmaxmemory 256mb\\n' \"$REDIS_PASSWORD\" >/tmp/redis.conf; exec redis-server /tmp/redis.conf"],
        StopSignal: "TERM");

    /// <summary>Differs between installations on one machine.</summary>
    private static string Name(RunContext context, string resource) =>
        $"ami-{resource}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context.StateFolder)))[..8]}";
}
