using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using StackExchange.Redis;

namespace Ami.Core;

/// <summary>Registers the core.</summary>
public static class CoreServices
{
    /// <summary>Connection string name of the services' role.</summary>
    public const string Database = "ami";

    /// <summary>Connection string name of the role that owns the schemas; only <c>migrate</c> has it.</summary>
    public const string OwnerDatabase = "ami-owner";

    /// <summary>Connection string name of the Redis-protocol server.</summary>
    public const string Redis = "redis";

    /// <summary>What every process needs: connections, unit of work, grains, reminders, outbox writer, ledger, live bus, leadership, clock.</summary>
    public static void AddAmiCore(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        builder.AddConnections();
        services.AddSingleton(provider => new LiveBus(provider.GetService<IConnectionMultiplexer>, provider.GetRequiredService<ILogger<LiveBus>>()));
        services.AddSingleton<QuotaLimiter>();
        services.AddSingleton<MasterKey>();
        services.AddSingleton<PublicUrl>();
        services.AddSingleton<EventRegistry>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<GrainCommits>();
        services.AddSingleton<Leadership>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<JobLog>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<Keeper>();
        services.AddScoped<RequestOnce>();
        services.AddScoped<Reminders>();
        services.AddScoped<Ledger>();
        services.AddHttpContextAccessor();
        services.AddScoped<AuditLog>();
        services.AddFiles(builder.Configuration);
        services.AddPersonalData<CorePersonalData>();
        services.AddSingleton<LongJobKinds>();
        services.AddSingleton<LongJobPush>();
        services.AddScoped<LongJobs>();
        services.AddPersonalData<LongJobPersonalData>();
        services.AddScoped<ShareLinks>();
        services.AddPersonalData<SharePersonalData>();
        services.AddScoped<PersonalDataSet>();
        services.AddSingleton<AuditAnchors>();
        services.AddSingleton<AuditRetention>();
        services.AddSingleton<AuditVerifier>();
        services.AddSingleton<AuditTrail>();
        services.AddFlags();
        services.AddScoped<FlagDecisions>();
        services.AddSingleton<Processes>();
        services.AddSingleton<IFigures, QueueFigures>();
    }

    /// <summary>Lets a process tell of itself, for the admin area.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="name">Which program it is.</param>
    /// <param name="vitals">How it is, as <see cref="ProcessReport.Figures"/> names it.</param>
    public static IServiceCollection AddHeartbeat(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, IReadOnlyDictionary<string, double>> vitals
    )
    {
        services.AddSingleton(provider => new Heartbeat(name, () => vitals(provider), provider));
        return services.AddHostedService(provider => provider.GetRequiredService<Heartbeat>());
    }

    /// <summary>What a silo runs besides: the outbox dispatcher, the reminder service, long jobs, the end of pending transfers, and what runs by the calendar.</summary>
    public static IServiceCollection AddAmiBackground(this IServiceCollection services)
    {
        services.TryAddSingleton(new OutboxOptions());
        services.AddSingleton<OutboxWake>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxWake>());
        services.AddPeriodicJob<OutboxDispatcher>(
            "core.dispatch-events",
            provider => new Periodic(OutboxWake.Poll) { Wait = provider.GetRequiredService<OutboxWake>().Wait },
            (dispatcher, run, ct) => dispatcher.DispatchDue(run, ct)
        );
        services.TryAddSingleton(new LongJobOptions());
        services.AddSingleton<LongJobStore>();
        services.AddSingleton<LongJobWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<LongJobWorker>());
        services.AddPeriodicJob<LongJobWorker>(
            "core.run-long-jobs",
            provider => new Periodic(LongJobWorker.Poll) { Wait = provider.GetRequiredService<LongJobWorker>().Wait },
            (worker, run, ct) => worker.Turn(run, ct)
        );
        services.AddPeriodicJob<ReminderService>(
            "core.fire-reminders",
            _ => new Periodic(TimeSpan.FromMilliseconds(250)),
            (reminders, run, ct) => reminders.FireAllDue(run, ct)
        );
        services.AddPeriodicJob<ExpirePending>("core.expire-pending", _ => new Periodic(TimeSpan.FromSeconds(10)), (job, run, ct) => job.Run(run, ct));
        services.AddSchedule<AuditJobs>("core.anchor-audit", "0 * * * * ?", (jobs, run, ct) => jobs.Anchor(run, ct));
        services.AddSchedule<AuditJobs>("core.sweep-audit", "0 41 2 * * ?", (jobs, run, ct) => jobs.Sweep(run, ct));
        services.AddSchedule<SweepCore>("core.sweep", "0 11 * * * ?", (job, run, ct) => job.Sweep(run, ct));
        services.AddSchedule<SweepLongJobs>("core.sweep-long-jobs", "0 23 * * * ?", (job, run, ct) => job.Sweep(run, ct));
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        return services;
    }
}
