using Npgsql;

namespace Ami.Core;

/// <summary>
/// A refusal of the database as it travels in grain calls: Orleans would pass on the message alone, and who asks another silo would hear neither whether trying
/// again may help nor what was refused. The stack is not passed on; the silo that met it has it in its log.
/// </summary>
[GenerateSerializer, Immutable, Alias("ami.database-error")]
internal struct DatabaseErrorSurrogate
{
    [Id(0)]
    public string Text;

    [Id(1)]
    public string Severity;

    [Id(2)]
    public string SqlState;

    [Id(3)]
    public string? Schema;

    [Id(4)]
    public string? Table;

    [Id(5)]
    public string? Column;

    [Id(6)]
    public string? Constraint;
}

[RegisterConverter]
internal sealed class DatabaseErrorConverter : IConverter<PostgresException, DatabaseErrorSurrogate>
{
    public PostgresException ConvertFromSurrogate(in DatabaseErrorSurrogate surrogate) =>
        new(
            surrogate.Text,
            surrogate.Severity,
            surrogate.Severity,
            surrogate.SqlState,
            schemaName: surrogate.Schema,
            tableName: surrogate.Table,
            columnName: surrogate.Column,
            constraintName: surrogate.Constraint
        );

    public DatabaseErrorSurrogate ConvertToSurrogate(in PostgresException value) =>
        new()
        {
            Text = value.MessageText,
            Severity = value.InvariantSeverity,
            SqlState = value.SqlState,
            Schema = value.SchemaName,
            Table = value.TableName,
            Column = value.ColumnName,
            Constraint = value.ConstraintName,
        };
}
