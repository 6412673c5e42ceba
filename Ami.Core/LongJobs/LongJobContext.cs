using System.Text.Json;

namespace Ami.Core;

/// <summary>A file that a run made, on its way into the job's row.</summary>
internal sealed record KeptFile(FileKey Key, string Name, string Type);

/// <summary>One run of a long job: how far it is, what an earlier run left, and its files.</summary>
public sealed class LongJobContext
{
    private readonly LongJobRow _job;
    private readonly LongJobStore _store;
    private readonly FileStore _files;
    private readonly LongJobPush _push;
    private readonly TimeSpan _reportEvery;
    private readonly TimeProvider _time;
    private (int Step, long At)? _told;
    private string? _checkpoint;

    internal LongJobContext(LongJobRow job, LongJobStore store, FileStore files, LongJobPush push, TimeSpan reportEvery, TimeProvider time) =>
        (_job, _store, _files, _push, _reportEvery, _time, _checkpoint) = (job, store, files, push, reportEvery, time, job.Checkpoint);

    /// <summary>The job's.</summary>
    public Guid Id => _job.Id;

    /// <summary>Whose it is.</summary>
    public Guid UserId => _job.UserId;

    /// <summary>The how manieth run this is, from 1.</summary>
    public int Attempt => _job.Attempt;

    internal KeptFile? Kept { get; private set; }

    private LongJobClaim Claim => new(_job.Id, _job.Attempt);

    /// <summary>
    /// Tells how far it is. Call it as often as is convenient: within a step it is written twice a second at most. Outside any transaction of the job's.
    /// </summary>
    public async Task Report(LongJobProgress progress, CancellationToken cancellationToken)
    {
        if (_told is { } told && told.Step == progress.Step && _time.GetElapsedTime(told.At) < _reportEvery)
        {
            return;
        }

        _told = (progress.Step, _time.GetTimestamp());
        await Tell(await _store.Report(Claim, progress, cancellationToken));
    }

    /// <summary>What an earlier run, or this one, saved last; null when nothing was.</summary>
    public T? Checkpoint<T>()
        where T : class => _checkpoint is null ? null : JsonSerializer.Deserialize<T>(_checkpoint, LongJobRow.Json);

    /// <summary>Saves where the next run goes on if this one is cut off.</summary>
    public async Task Save<T>(T checkpoint, CancellationToken cancellationToken)
        where T : class
    {
        _checkpoint = JsonSerializer.Serialize(checkpoint, LongJobRow.Json);
        await Tell(await _store.Save(Claim, _checkpoint, cancellationToken));
    }

    /// <summary>
    /// As <see cref="Save{T}"/>, within a transaction of the job's own and as the last thing before its commit: work and checkpoint commit together, so it is
    /// known for good whether the work was done.
    /// Until the commit the job can neither be cancelled nor taken by another process; where that has happened already, this throws and the transaction rolls
    /// back.
    /// </summary>
    /// <param name="unitOfWork">Inside <see cref="UnitOfWork.Run{T}"/>.</param>
    /// <param name="checkpoint">What the next run finds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task Hold<T>(UnitOfWork unitOfWork, T checkpoint, CancellationToken cancellationToken)
        where T : class
    {
        _checkpoint = JsonSerializer.Serialize(checkpoint, LongJobRow.Json);
        if (!await _store.Hold(unitOfWork, Claim, _checkpoint, cancellationToken))
        {
            throw new LongJobLostException(Id);
        }
    }

    /// <summary>The file that came with the request, on this machine's disk and seekable; gone when it is closed.</summary>
    /// <exception cref="InvalidOperationException">None came, or it is gone.</exception>
    /// <exception cref="FileStoreException">The store is away.</exception>
    public async Task<Stream> OpenInput(CancellationToken cancellationToken)
    {
        await using var stored =
            (_job.InputFile is { } key ? await _files.Open(FileKey.Parse(key), cancellationToken) : null)
            ?? throw new InvalidOperationException($"The long job {Id} has no file.");
        var local = TemporaryFile.Create();
        try
        {
            await stored.CopyToAsync(local, cancellationToken);
        }
        catch
        {
            await local.DisposeAsync();
            throw;
        }

        local.Position = 0;
        return local;
    }

    /// <summary>Keeps a file with the result; a later one takes its place.</summary>
    /// <param name="name">What it is called when it is saved: ASCII letters, digits, dots, dashes and underscores.</param>
    /// <param name="type">Its media type.</param>
    /// <param name="content">Seekable; not closed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileStoreException">The store is away or full.</exception>
    public async Task Keep(string name, string type, Stream content, CancellationToken cancellationToken)
    {
        var key = LongJobFiles.ResultOf(Id, Attempt);
        await _files.Put(key, content, cancellationToken);
        Kept = new KeptFile(key, name, type);
    }

    private Task Tell(LongJobRow? row) => row is null ? throw new LongJobLostException(Id) : _push.Tell(row);
}
