using Npgsql;

namespace Ami.Core;

/// <summary>Tells a database that is away from a statement that is wrong.</summary>
public static class DatabaseFaults
{
    /// <summary>
    /// True when the same call may work in a moment: the server is down, starting, stopping, out of connections, or chose this transaction as a deadlock's
    /// victim.
    /// </summary>
    public static bool IsTransient(Exception exception) =>
        exception switch
        {
            PostgresException e => e.IsTransient,
            NpgsqlException => true,
            GrainUnavailableException => true,
            { InnerException: { } inner } => IsTransient(inner),
            _ => false,
        };
}
