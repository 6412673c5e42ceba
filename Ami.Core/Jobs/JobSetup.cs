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
    /// Runs work by the calendar, each occurrence in one silo. An occurrence that was missed, because no silo ran, is made up for when one starts: once,
    /// however many were missed. One that fails is tried again after five minutes, three times.
    /// </summary>
    /// <typeparam name="TJob">Whose work it is; registered as a singleton unless it is registered already.</typeparam>
    /// <param name="services">The silo's services.</param>
    /// <param name="name">Stable, <c>area.what-it-does</c>, for example <c>identity.sweep-sessions</c>.</param>
    /// <param name="cron">When, in UTC, in Quartz's form: seconds, minutes, hours, day of month, month, day of week.</param>
    /// <param name="run">The work. It must bear being run twice: the silo that runs it may die half-way.</param>
    public static IServiceCollection AddSchedule<TJob>(
        this IServiceCollection services,
        string name,
        string cron,
        Func<TJob, JobRun, CancellationToken, Task> run
    )
        where TJob : class
    {
        var schedule = new Schedule(name, new CronExpression(cron, TimeZoneInfo.Utc), (provider, job, ct) => run(provider.GetRequiredService<TJob>(), job, ct));
        services.TryAddSingleton<TJob>();
        services.TryAddSingleton<ScheduleRuns>();
        return services.AddQuartz(quartz =>
            quartz
                .AddJob(
                    name,
                    async (IServiceProvider provider, ScheduleRuns runs, CancellationToken ct) =>
                    {
                        await runs.Run(schedule, provider, ct);
                    },
                    job => job.DisallowConcurrentExecution()
                )
                .AddTrigger(trigger => trigger.ForJob(name).WithIdentity(name).WithCronSchedule(schedule.Cron))
                .RunAtStartup(new JobKey(name))
                .UseDefaultRetryPolicy(AfterFailure)
                .ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always)
        );
    }

    /// <summary>
    /// Runs work again and again for as long as the silo runs, the first time at once. What a run throws is recorded and followed by a wait; it ends nothing.
    /// </summary>
    /// <typeparam name="TJob">Whose work it is; registered as a singleton unless it is registered already.</typeparam>
    /// <param name="services">The silo's services.</param>
    /// <param name="name">Stable, <c>area.what-it-does</c>, for example <c>core.fire-reminders</c>.</param>
    /// <param name="periodic">How often.</param>
    /// <param name="run">The work. It must bear being run twice, and at once in several silos unless <paramref name="inOneProcess"/>.</param>
    /// <param name="inOneProcess">Whether one silo at a time runs it.</param>
    public static IServiceCollection AddPeriodicJob<TJob>(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, Periodic> periodic,
        Func<TJob, JobRun, CancellationToken, Task> run,
        bool inOneProcess = false
    )
        where TJob : class
    {
        services.TryAddSingleton<TJob>();
        return services.AddSingleton<IHostedService>(provider =>
        {
            // The work's class is made by the run: one that cannot be made is a failed run, not a silo that does not start.
            var job = new PeriodicJob(
                name,
                periodic(provider),
                (jobRun, ct) => run(provider.GetRequiredService<TJob>(), jobRun, ct),
                provider.GetRequiredService<JobLog>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<PeriodicJob>>()
            );
            return new InBackground(inOneProcess ? ct => provider.GetRequiredService<Leadership>().RunWhileLeader(name, job.Run, ct) : job.Run);
        });
    }

    private sealed class InBackground(Func<CancellationToken, Task> run) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => run(stoppingToken);
    }
}
