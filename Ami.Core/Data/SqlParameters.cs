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

    // A batch can send thirty values per order: these are not boxed.

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, Guid value) => command.Typed(value);

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, bool value) => command.Typed(value);

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, int value) => command.Typed(value);

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, long value) => command.Typed(value);

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, decimal value) => command.Typed(value);

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, DateTimeOffset value) => command.Typed(value);

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, Enum value) => command.Typed(value.ToString());

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, string? value) =>
        value is null ? command.Null(NpgsqlDbType.Text) : command.Typed(value);

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, Guid? value) =>
        value is { } given ? command.Typed(given) : command.Null(NpgsqlDbType.Uuid);

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, decimal? value) =>
        value is { } given ? command.Typed(given) : command.Null(NpgsqlDbType.Numeric);

    /// <inheritdoc cref="With(NpgsqlCommand, object?, NpgsqlDbType?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, DateTimeOffset? value) =>
        value is { } given ? command.Typed(given) : command.Null(NpgsqlDbType.TimestampTz);

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

    private static NpgsqlBatchCommand Typed<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    private static NpgsqlBatchCommand Null(this NpgsqlBatchCommand command, NpgsqlDbType type)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });
        return command;
    }
}
