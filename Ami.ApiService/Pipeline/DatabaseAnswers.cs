using Ami.ServiceDefaults.Problems;
using Npgsql;
using StackExchange.Redis;

namespace Ami.ApiService.Pipeline;

/// <summary>What a client is told when the database refuses or is away.</summary>
internal static class DatabaseAnswers
{
    /// <summary>SQLSTATE class of values the database cannot hold: a NUL in a text, a number out of range.</summary>
    private const string DataException = "22";

    public static ExceptionAnswer? For(Exception exception)
    {
        if (Find<PostgresException>(exception) is { } postgres && postgres.SqlState.StartsWith(DataException, StringComparison.Ordinal))
        {
            return new ExceptionAnswer(
                StatusCodes.Status400BadRequest,
                "request.invalid_value",
                "A value in the request cannot be stored: a text holds a NUL character, or a number or date is out of range."
            );
        }

        if (DatabaseFaults.IsTransient(exception))
        {
            return new ExceptionAnswer(
                StatusCodes.Status503ServiceUnavailable,
                "server.database_unavailable",
                "The database is not reachable right now. Nothing was changed; try again in a moment.",
                TimeSpan.FromSeconds(1)
            );
        }

        return exception is RedisConnectionException or RedisTimeoutException
            ? new ExceptionAnswer(StatusCodes.Status503ServiceUnavailable, RetryAfter: TimeSpan.FromSeconds(1))
            : null;
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
