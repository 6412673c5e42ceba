using System.Text.Json;
using NpgsqlTypes;

namespace Ami.Core;

public sealed partial class LongJobs
{
    private async Task<Result<LongJobRow>> FindRow(Guid id, Guid? userId, CancellationToken cancellationToken) =>
        await Read(
            $"""
            select {LongJobRow.Columns} from core.long_jobs j where j.id = $1 and ($2::uuid is null or j.user_id = $2)
            """,
            [id, userId],
            cancellationToken
        )
            is [var row]
            ? row
            : LongJobErrors.NotFound;

    private async Task<Result<LongJobView>> Accept<TInput>(LongJobKind kind, NewLongJob<TInput> job, CancellationToken cancellationToken)
    {
        // A person's requests follow one another, so that their quota holds.
        await unitOfWork.Hold($"long-jobs:{job.UserId}", cancellationToken);
        return await Refusal(kind, job.UserId, cancellationToken) is { } refusal ? refusal : await Insert(kind, job, cancellationToken);
    }

    private async Task<Error?> Refusal(LongJobKind kind, Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = unitOfWork.Command(
            """
            select count(*) filter (where state in ('queued', 'running'))::int, count(*) filter (where created_at > $3)::int,
                min(created_at) filter (where created_at > $3)
            from core.long_jobs where user_id = $1 and kind = $2
            """
        );
        foreach (var value in (object[])[userId, kind.Name, now - Day])
        {
            command.With(value);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetInt32(0) >= kind.MostOpen)
        {
            return LongJobErrors.TooMany(kind.MostOpen);
        }

        return reader.GetInt32(1) >= kind.MostPerDay ? LongJobErrors.TooManyToday(kind.MostPerDay, reader.GetFieldValue<DateTimeOffset>(2) + Day - now) : null;
    }

    private async Task<LongJobView> Insert<TInput>(LongJobKind kind, NewLongJob<TInput> job, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var view = new LongJobView(
            Id: job.Id,
            Kind: kind.Name,
            Subject: job.Subject.Length > LongestSubject ? job.Subject[..LongestSubject] : job.Subject,
            State: LongJobState.Queued,
            Progress: null,
            CancelRequested: false,
            Attempt: 0,
            Error: null,
            File: null,
            CreatedAt: now,
            StartedAt: null,
            EndedAt: null,
            KeptUntil: null,
            Revision: 0
        );
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(
            new(
                """
                insert into core.long_jobs (id, kind, user_id, subject, input, input_file, due_at, created_at) values ($1, $2, $3, $4, $5, $6, $7, $7)
                """
            )
            {
                Parameters =
                {
                    new() { Value = view.Id },
                    new() { Value = kind.Name },
                    new() { Value = job.UserId },
                    new() { Value = view.Subject },
                    new() { Value = JsonSerializer.Serialize(job.Input, LongJobRow.Json), NpgsqlDbType = NpgsqlDbType.Jsonb },
                    new() { Value = (object?)job.File?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                    new() { Value = now },
                },
            }
        );
        // Told at the commit. Rare enough for the lock that it takes then; the outbox is not.
        batch.BatchCommands.Add(new($"select pg_notify('{Channel}', '')"));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return view;
    }

    private async Task<List<LongJobRow>> Read(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        foreach (var value in values)
        {
            command.With(value);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await LongJobRow.ReadAll(reader, cancellationToken);
    }
}
