namespace Ami.Core;

/// <summary>
/// What holds for all long jobs of a kind. A module declares its kinds as static properties, as it does permissions, and registers each with <c>AddLongJob</c>.
/// </summary>
/// <param name="Name">Stable, <c>area.what-it-does</c>, for example <c>market.import-candles</c>; also the key of its words in the web app.</param>
public abstract record LongJobKind(string Name)
{
    internal static readonly TimeSpan DefaultKeep = TimeSpan.FromDays(30);

    /// <summary>How many run at once in the whole cluster; at least 1, which is the default.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>How many a person may have waiting and running; 3 by default. More are refused with <c>long_job.too_many</c>.</summary>
    public int MostOpen { get; init; } = 3;

    /// <summary>How many a person may ask for within 24 hours; 50 by default. More are refused with <c>long_job.too_many_today</c>.</summary>
    public int MostPerDay { get; init; } = 50;

    /// <summary>
    /// Whether a job may be run again after its process died or stopped, or after an exception: from its checkpoint, or from the start. Otherwise, which is
    /// the default, it then fails with <c>long_job.interrupted</c> or <c>long_job.failed</c>, and the person asks again.
    /// </summary>
    public bool Resumable { get; init; }

    /// <summary>After how many deaths and exceptions a resumable job fails; 3 by default. A process that stops in order is none of them.</summary>
    public int MostSetbacks { get; init; } = 3;

    /// <summary>
    /// How long a job that has ended is kept, with its result; at least a day, by which <see cref="MostPerDay"/> is counted. 30 days by default.
    /// </summary>
    public TimeSpan Keep { get; init; } = DefaultKeep;

    /// <summary>What staff need, besides the right to see the system, to see other people's jobs of this kind; null, the default, for nothing.</summary>
    public Permission? SeenBy { get; init; }
}

/// <summary>A kind with what goes in and what comes out, both written as JSON.</summary>
/// <typeparam name="TInput">What a job is asked for. Fields are only ever added: jobs of the version before may wait.</typeparam>
/// <typeparam name="TResult">What is kept of a job that succeeded. Fields are only ever added.</typeparam>
/// <param name="Name">See <see cref="LongJobKind"/>.</param>
public sealed record LongJobKind<TInput, TResult>(string Name) : LongJobKind(Name);

/// <summary>The work of a kind of long job. Scoped: each run has one of its own.</summary>
/// <typeparam name="TInput">What it is asked for.</typeparam>
/// <typeparam name="TResult">What is kept.</typeparam>
public interface ILongJob<in TInput, TResult>
{
    /// <summary>Does the work, in a silo. What must happen once goes into a transaction that <see cref="LongJobContext.Hold{T}"/> guards.</summary>
    /// <param name="input">As it was asked for.</param>
    /// <param name="context">Where it tells how far it is, and what an earlier run left.</param>
    /// <param name="cancellationToken">The person cancelled, the silo stops, or another process has the job now. Let the exception out; who asked decides what
    /// becomes of the job.</param>
    /// <returns>What is kept, or why it is refused: the job has failed then, with this code, and is not tried again. Exceptions are retried when <see
    /// cref="LongJobKind.Resumable"/>.</returns>
    Task<Result<TResult>> Run(TInput input, LongJobContext context, CancellationToken cancellationToken);
}
