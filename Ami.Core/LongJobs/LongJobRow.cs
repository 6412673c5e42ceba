using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace Ami.Core;

/// <summary>A row of <c>core.long_jobs</c>.</summary>
internal sealed record LongJobRow(
    LongJobView View,
    Guid UserId,
    string Input,
    string? InputFile,
    string? Checkpoint,
    string? Process,
    DateTimeOffset? HeardAt,
    int Setbacks,
    string? Fault,
    string? ResultFile
)
{
    /// <summary>What <see cref="Read"/> reads, of a table named <c>j</c>. The result is left out: it may be large.</summary>
    public const string Columns = """
        j.id, j.kind, j.subject, j.state, j.progress::text, j.cancel_requested, j.attempt, j.error::text, j.result_name, j.result_type, j.created_at,
        j.started_at, j.ended_at, j.expires_at, j.revision, j.user_id, j.input::text, j.input_file,
        j.checkpoint::text, j.process, j.heard_at, j.setbacks, j.fault, j.result_file
        """;

    /// <summary>As the API writes answers: what stands in the columns and on the live bus is read by the same programs.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public Guid Id => View.Id;

    public int Attempt => View.Attempt;

    public StaffLongJob ForStaff => new(View, UserId, Process, HeardAt, Setbacks, Fault);

    public static async Task<List<LongJobRow>> ReadAll(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<LongJobRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    private static LongJobRow Read(NpgsqlDataReader row) =>
        new(
            View: new LongJobView(
                Id: row.GetGuid(0),
                Kind: row.GetString(1),
                Subject: row.GetString(2),
                State: Enum.Parse<LongJobState>(row.GetString(3), ignoreCase: true),
                Progress: Parsed<LongJobProgress>(row, 4),
                CancelRequested: row.GetBoolean(5),
                Attempt: row.GetInt32(6),
                Error: Parsed<LongJobError>(row, 7),
                File: Text(row, 8) is { } name ? new LongJobFile(name, row.GetString(9)) : null,
                CreatedAt: row.GetFieldValue<DateTimeOffset>(10),
                StartedAt: Instant(row, 11),
                EndedAt: Instant(row, 12),
                KeptUntil: Instant(row, 13),
                Revision: row.GetInt64(14)
            ),
            UserId: row.GetGuid(15),
            Input: row.GetString(16),
            InputFile: Text(row, 17),
            Checkpoint: Text(row, 18),
            Process: Text(row, 19),
            HeardAt: Instant(row, 20),
            Setbacks: row.GetInt32(21),
            Fault: Text(row, 22),
            ResultFile: Text(row, 23)
        );

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static T? Parsed<T>(NpgsqlDataReader row, int column)
        where T : class => Text(row, column) is { } json ? JsonSerializer.Deserialize<T>(json, Json) : null;
}
