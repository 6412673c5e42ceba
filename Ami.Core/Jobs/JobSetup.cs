using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Ami.Core;

/// <summary>Registers work that silos do by themselves: by the calendar, or again and again.</summary>
public static class JobSetup
{
    private static readonly RetryPolicy AfterFailure = RetryPolicy.Fixed(maxAttempts: 3, TimeSpan.FromMinutes(5));

    /// <summary>
    /// Runs work by the calendar, each occurrence in one silo. An occurrence that was missed, because no silo ran, is made up for when one starts: once, however many were missed. One that
    /// fails is tried again after five minutes, three times.
    /// </summary>
    /// <typeparam name="TJob">Whose work it is; registered as a singleton unless it is registered already.</typeparam>
    /// <param name="services">The silo's services.</param>
    /// <param name="name">Stable, <c>area.what-it-does</c>, for example <c>identity.sweep-sessions</c>.</param>
    /// <param name="cron">When, in UTC, in Quartz's form: seconds, minutes, hours, day of month, month, day of week.</param>
    /// <param name="run">The work. It must bear being run twice: the silo that runs it may die half-way.</param>
    public static IServiceCollection AddSchedule<TJob>(this IServiceCollection services, string name, string cron, Func<TJob, JobRun, CancellationToken, Task> run)
        where TJob : class
    {
        var schedule = new Schedule(name, new CronExpression(cron, TimeZoneInfo.Utc), (provider, job, ct) => run(provider.GetRequiredService<TJob>(), job, ct));
        services.TryAddSingleton<TJob>();
        services.TryAddSingleton<ScheduleRuns>();
        return services.AddQuartz(quartz => quartz
            .AddJob(name, async (IServiceProvider provider, ScheduleRuns runs, CancellationToken ct) => { await runs.Run(schedule, provider, ct); }, job => job.DisallowConcurrentExecution())
            .AddTrigger(trigger => trigger.ForJob(name).WithIdentity(name).WithCronSchedule(schedule.Cron))
            .RunAtStartup(new JobKey(name))
            .UseDefaultRetryPolicy(AfterFailure)
            .ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always));
    }

    /// <summary>Runs work again and again for as long as the silo runs, the first time at once. What a run throws is recorded and followed by a wait; it ends nothing.</summary>
    /// <typeparam name="TJob">Whose work it is; registered as a singleton unless it is registered already.</typeparam>
    /// <param name="services">The silo's services.</param>
    /// <param name="name">Stable, <c>area.what-it-does</c>, for example <c>core.fire-reminders</c>.</param>
    /// <param name="periodic">How often.</param>
    /// <param name="run">The work. It must bear being run twice, and at once in several silos unless <see cref="Periodic.InOneProcess"/>.</param>
    public static IServiceCollection AddPeriodicJob<TJob>(
        this IServiceCollection services, string name, Func<TJob, Periodic> periodic, Func<TJob, JobRun, CancellationToken, Task> run)
        where TJob : class
    {
        services.TryAddSingleton<TJob>();
        return services.AddSingleton<IHostedService>(provider =>
        {
            var job = provider.GetRequiredService<TJob>();
            return new PeriodicJob(
                name, periodic(job), (jobRun, ct) => run(job, jobRun, ct), provider.GetRequiredService<JobLog>(), provider.GetRequiredService<Leadership>(),
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PeriodicJob>>());
        });
    }
}
