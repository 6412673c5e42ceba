using Quartz;

namespace Ami.Core;

/// <summary>Work that runs by the calendar.</summary>
/// <param name="Name">Stable, <c>area.what-it-does</c>.</param>
/// <param name="Cron">When, in UTC.</param>
/// <param name="Run">The work, in a scope of its own. It must bear being run twice: the silo that runs it may die half-way.</param>
internal sealed record Schedule(string Name, CronExpression Cron, Func<IServiceProvider, JobRun, CancellationToken, Task> Run);
