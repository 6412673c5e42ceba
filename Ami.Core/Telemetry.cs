using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ami.Core;

/// <summary>Spans and meters of the core. Modules have sources and meters of their own named <c>Ami.Module</c>.</summary>
internal static class Telemetry
{
    internal static ActivitySource Source { get; } = new("Ami.Core");

    internal static Meter Meter { get; } = new("Ami.Core");

    internal static Counter<long> StaleCommits { get; } =
        Meter.CreateCounter<long>("ami.core.stale_commits", "{commit}", "Commits of grains that the version fence refused");

    internal static Counter<long> EventsHandled { get; } = Meter.CreateCounter<long>("ami.core.events_handled", "{event}", "Deliveries handled");

    internal static Counter<long> EventsFailed { get; } = Meter.CreateCounter<long>("ami.core.events_failed", "{event}", "Delivery attempts that failed");

    internal static Counter<long> RemindersFired { get; } = Meter.CreateCounter<long>("ami.core.reminders_fired", "{reminder}", "Reminders handled");

    internal static Counter<long> QuotaDecisions { get; } =
        Meter.CreateCounter<long>("ami.core.quota_decisions", "{call}", "Calls counted against a quota, by server or by this process alone");
}
