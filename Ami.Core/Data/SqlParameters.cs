using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>Positional parameters, in the order of their numbers: <c>command.With(userId).With(now)</c>.</summary>
public static class SqlParameters
{
    /// <summary>Adds the value of the next <c>$n</c>.</summary>
    /// <param name="command">The statement.</param>
    /// <param name="value">Of a type that Npgsql writes; null is SQL's null. A parameter that was made already is added as it is.</param>
    /// <param name="type">Needed where the value may be null and the statement does not tell the type by itself.</param>
    /// <returns>The statement.</returns>
    public static NpgsqlCommand With(this NpgsqlCommand command, object? value, NpgsqlDbType? type = null)
    {
        command.Parameters.Add(Parameter(value, type));
        return command;
    }

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, object? value, NpgsqlDbType? type = null)
    {
        command.Parameters.Add(Parameter(value, type));
        return command;
    }

    private static NpgsqlParameter Parameter(object? value, NpgsqlDbType? type)
    {
        if (value is NpgsqlParameter made)
        {
            return made;
        }

        var parameter = new NpgsqlParameter { Value = value ?? DBNull.Value };
        if (type is { } given)
        {
            parameter.NpgsqlDbType = given;
        }

        return parameter;
    }
}
