using System.Text.Json;
using Npgsql;

namespace Ami.Core;

/// <summary>What somebody asks for.</summary>
/// <param name="Id">Of <see cref="LongJobs.NewId"/>.</param>
/// <param name="UserId">Whose job it is.</param>
/// <param name="Subject">What it is about, in at most 120 characters.</param>
/// <param name="Input">What goes in.</param>
public sealed record NewLongJob<TInput>(Guid Id, Guid UserId, string Subject, TInput Input)
{
    /// <summary>The file that goes in besides, as <see cref="LongJobs.StoreInput"/> gave it.</summary>
    public FileKey? File { get; init; }

    /// <summary>Makes the request one that takes effect once.</summary>
    public RequestKey? Request { get; init; }
}

/// <summary>Which jobs of a list.</summary>
/// <param name="UserId">Only this person's.</param>
/// <param name="Kinds">Only of these kinds.</param>
/// <param name="State">Only those that stand there.</param>
public sealed record LongJobFilter(Guid? UserId = null, IReadOnlyList<string>? Kinds = null, LongJobState? State = null);

/// <summary>Asking for long jobs, looking at them, and calling them off. Scoped.</summary>
public sealed partial class LongJobs(
    UnitOfWork unitOfWork,
    RequestOnce requests,
    NpgsqlDataSource dataSource,
    FileStore files,
    LongJobPush push,
    TimeProvider time
)
{
    /// <summary>The channel silos listen on.</summary>
    internal const string Channel = "ami_long_jobs";

    private const int LongestSubject = 120;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private sealed record Key(Guid Id);

    /// <summary>An id for a job that is going to be asked for.</summary>
    public Guid NewId() => TimeOrderedId.New(time.GetUtcNow());

    /// <summary>
    /// Stores the file of a job that is going to be asked for. Outside any transaction; when the job is refused after all, discard it with <see
    /// cref="DiscardInput"/>.
    /// </summary>
    /// <param name="id">The job's.</param>
    /// <param name="content">Seekable; not closed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileStoreException">The store is away or full.</exception>
    public async Task<FileKey> StoreInput(Guid id, Stream content, CancellationToken cancellationToken)
    {
        var key = LongJobFiles.InputOf(id);
        await files.Put(key, content, cancellationToken);
        return key;
    }

    /// <summary>Deletes a file that no job came to need. One that is left behind is swept.</summary>
    public Task DiscardInput(FileKey key, CancellationToken cancellationToken) => files.Delete(key, cancellationToken);

    /// <summary>Asks for a job, in the active unit of work or one of its own: it exists if and only if that commits.</summary>
    /// <returns>The job; or <c>long_job.too_many</c>, <c>long_job.too_many_today</c>, <c>idempotency.key_reused</c>. A refusal must roll the unit of work
    /// back.</returns>
    public async Task<Answer<LongJobView>> Enqueue<TInput, TResult>(
        LongJobKind<TInput, TResult> kind,
        NewLongJob<TInput> job,
        CancellationToken cancellationToken
    )
    {
        Task<Result<LongJobView>> Add(CancellationToken ct) => Accept(kind, job, ct);
        return job.Request is { } request ? await requests.Run(request, Add, cancellationToken) : new(await unitOfWork.Run(Add, cancellationToken));
    }

    /// <summary>
    /// Wishes a job to end: one that waits has ended at once; one that runs ends when its silo hears of it, and may be done by then. One that has ended stays
    /// as it is.
    /// </summary>
    /// <param name="id">Which.</param>
    /// <param name="userId">Only if it is theirs; null for staff.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The job, or <c>long_job.not_found</c>.</returns>
    public async Task<Result<LongJobView>> Cancel(Guid id, Guid? userId, CancellationToken cancellationToken)
    {
        // Kept as long as others that end; a kind may say otherwise for what it made, and this one has made nothing.
        var rows = await Read(
            $"""
            with changed as (
                update core.long_jobs j set cancel_requested = true, revision = j.revision + 1,
                    state = case when j.state = 'queued' then 'cancelled' else j.state end,
                    ended_at = case when j.state = 'queued' then $3 end, expires_at = case when j.state = 'queued' then $4 end
                where j.id = $1 and ($2::uuid is null or j.user_id = $2) and j.state in ('queued', 'running') and not j.cancel_requested
                returning {LongJobRow.Columns}),
            told as (select pg_notify('{Channel}', '') from changed)
            select changed.* from changed left join told on true
            """,
            [id, userId, time.GetUtcNow(), time.GetUtcNow() + LongJobKind.DefaultKeep],
            cancellationToken
        );
        if (rows is not [var row])
        {
            return await Find(id, userId, cancellationToken);
        }

        await push.Tell(row);
        return row.View;
    }

    /// <summary>A job.</summary>
    /// <param name="id">Which.</param>
    /// <param name="userId">Only if it is theirs; null for staff.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The job, or <c>long_job.not_found</c>.</returns>
    public async Task<Result<LongJobView>> Find(Guid id, Guid? userId, CancellationToken cancellationToken) =>
        (await FindRow(id, userId, cancellationToken)).Map(row => row.View);

    /// <summary>What is kept of a job of a kind that succeeded.</summary>
    /// <returns>The result, or <c>long_job.not_found</c>, also while there is none.</returns>
    public async Task<Result<TResult>> Result<TInput, TResult>(LongJobKind<TInput, TResult> kind, Guid id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select result::text from core.long_jobs where id = $1 and kind = $2");
        command.With(id).With(kind.Name);
        return await command.ExecuteScalarAsync(cancellationToken) is string json && JsonSerializer.Deserialize<TResult>(json, LongJobRow.Json) is { } result
            ? result
            : LongJobErrors.NotFound;
    }

    /// <summary>The file that a person's job made.</summary>
    /// <returns>The file, to be closed; or <c>long_job.not_found</c>, <c>long_job.no_file</c>.</returns>
    /// <exception cref="FileStoreException">The store is away.</exception>
    public async Task<Result<(LongJobFile File, Stream Content)>> OpenFile(Guid id, Guid userId, CancellationToken cancellationToken)
    {
        if (!(await FindRow(id, userId, cancellationToken)).Try(out var row, out var missing))
        {
            return missing;
        }

        return row is { View.File: { } file, ResultFile: { } key } && await files.Open(FileKey.Parse(key), cancellationToken) is { } content
            ? (file, content)
            : LongJobErrors.NoFile;
    }

    /// <summary>A page of jobs, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">As the page before gave it; null for the first.</param>
    /// <param name="limit">Jobs per page; see <see cref="Cursor.Limit"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page, or <c>cursor.malformed</c>.</returns>
    public async Task<Result<Page<StaffLongJob>>> List(LongJobFilter filter, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        if (!Cursor.Decode<Key>(cursor).Try(out var after, out var malformed))
        {
            return malformed;
        }

        var size = Cursor.Limit(limit);
        var rows = await Read(
            $"""
            select {LongJobRow.Columns} from core.long_jobs j
            where ($1::uuid is null or j.user_id = $1) and ($2::text[] is null or j.kind = any($2)) and ($3::text is null or j.state = $3)
                and ($4::uuid is null or j.id < $4)
            order by j.id desc limit $5
            """,
            [filter.UserId, filter.Kinds?.ToArray(), filter.State?.ToString().ToLowerInvariant(), after?.Id, size + 1],
            cancellationToken
        );
        return Page<StaffLongJob>.Of([.. rows.Select(row => row.ForStaff)], size, job => new Key(job.Job.Id));
    }
}
