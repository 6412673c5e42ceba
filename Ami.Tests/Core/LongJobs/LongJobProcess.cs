using System.Diagnostics;
using System.Globalization;
using Ami.TestKit;

namespace Ami.Tests.Core.LongJobs;

/// <summary>
/// A silo in a process of its own that does jobs of <see cref="Steps"/> steps, each in a transaction with its checkpoint, and tells on stdout of each that
/// has committed, until it sends itself a signal in the middle.
/// </summary>
internal static class LongJobProcess
{
    public const int Steps = 60;
    public const string Lost = "lost";

    /// <summary>After how many steps of its own a process sends itself its signal: however busy the machine is, that is in the middle.</summary>
    private const int Middle = 10;

    /// <summary>Short, so that the test need not wait; the work beats many times within it.</summary>
    public static LongJobOptions Options { get; } = new() { Lease = TimeSpan.FromSeconds(1) };

    /// <param name="Done">How many steps are.</param>
    private sealed record Reached(int Done);

    internal static async Task<int> Run(string connection, string files, string signal)
    {
        await using var silo = LongJobHost.Start(new TestDatabase("", connection, ""), TimeProvider.System, files, Options);
        silo.Script.Run = async (work, context, unitOfWork, ct) =>
        {
            try
            {
                return await Walk(work, context, unitOfWork, taken => taken == Middle ? SendItself(signal) : Task.CompletedTask, ct);
            }
            catch (Exception e) when (e is LongJobLostException or OperationCanceledException)
            {
                Console.WriteLine(Lost);
                throw;
            }
        };
        while (true)
        {
            await silo.Turn();
            await silo.Worker.Wait(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    private static async Task SendItself(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <param name="after">Is told after each step how many were taken in this attempt.</param>
    internal static async Task<Result<Worked>> Walk(
        Work work,
        LongJobContext context,
        UnitOfWork unitOfWork,
        Func<int, Task> after,
        CancellationToken cancellationToken
    )
    {
        // Work that takes its time.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var first = context.Checkpoint<Reached>()?.Done ?? 0;
        for (var step = first; step < Steps; step++)
        {
            await pace.WaitForNextTickAsync(cancellationToken);
            await unitOfWork.Run(
                async ct =>
                {
                    await using var write = unitOfWork.Command("insert into counting.operations values (gen_random_uuid(), $1, $2)");
                    write.With(context.Id).With(step);
                    await write.ExecuteNonQueryAsync(ct);
                    await context.Hold(unitOfWork, new Reached(step + 1), ct);
                },
                cancellationToken
            );
            Console.WriteLine(step);
            await after(step - first + 1);
        }

        return new Worked(work.Name, context.Attempt);
    }
}
