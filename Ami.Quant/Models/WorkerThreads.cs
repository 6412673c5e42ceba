namespace Ami.Quant.Models;

/// <summary>
/// Runs numbered tasks on a fixed number of threads. Which thread takes which task is left to chance, so tasks must write
/// to places of their own; results are then combined in task order, which makes them independent of the number of threads.
/// </summary>
internal sealed class WorkerThreads
{
    /// <summary>Rows per task where work is cut by rows. Part of the results' definition: sums are taken per block, in order.</summary>
    public const int RowBlock = 8192;

    private readonly ParallelOptions _options;

    /// <param name="threads">0 means one per processor.</param>
    public WorkerThreads(int threads)
    {
        Threads = threads > 0 ? threads : Environment.ProcessorCount;
        _options = new ParallelOptions { MaxDegreeOfParallelism = Threads };
    }

    public int Threads { get; }

    public void For(int tasks, Action<int> body)
    {
        var workers = Math.Min(Threads, tasks);
        if (workers <= 1)
        {
            for (var i = 0; i < tasks; i++)
            {
                body(i);
            }

            return;
        }

        // Tasks differ in size by orders of magnitude, so each worker takes the next single one.
        var next = -1;
        Parallel.For(
            0,
            workers,
            _options,
            _ =>
            {
                for (var i = Interlocked.Increment(ref next); i < tasks; i = Interlocked.Increment(ref next))
                {
                    body(i);
                }
            }
        );
    }

    /// <summary>Calls <paramref name="body"/> with start and count of each block of <see cref="RowBlock"/> rows.</summary>
    public void ForRows(int rows, Action<int, int> body) =>
        For((rows + RowBlock - 1) / RowBlock, block => body(block * RowBlock, Math.Min(RowBlock, rows - block * RowBlock)));
}
