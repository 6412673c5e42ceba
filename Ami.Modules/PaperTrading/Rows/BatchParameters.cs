using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Positional parameters without boxing; the hot path sends some thirty per order.</summary>
internal static class BatchParameters
{
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, Guid value) => command.Typed(value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, bool value) => command.Typed(value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, int value) => command.Typed(value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, long value) => command.Typed(value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, decimal value) => command.Typed(value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, DateTimeOffset value) => command.Typed(value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, Enum value) => command.Typed(value.ToString());

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, string? value) =>
        value is null ? command.Null(NpgsqlDbType.Text) : command.Typed(value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, Guid? value) =>
        value is { } given ? command.Typed(given) : command.Null(NpgsqlDbType.Uuid);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, decimal? value) =>
        value is { } given ? command.Typed(given) : command.Null(NpgsqlDbType.Numeric);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, DateTimeOffset? value) =>
        value is { } given ? command.Typed(given) : command.Null(NpgsqlDbType.TimestampTz);

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
