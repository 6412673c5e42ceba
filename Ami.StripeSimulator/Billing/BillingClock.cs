using Ami.StripeSimulator.Objects;

namespace Ami.StripeSimulator.Billing;

/// <summary>Does what time brings, in the order in which it is due: renewals, retries, ends of trials, expired sessions, settled debits, payouts.</summary>
internal static class BillingClock
{
    private const long TrialWarning = 3 * Periods.Day;
    private const long Announcement = 7 * Periods.Day;
    private const long IncompleteFor = 23 * Periods.Hour;

    /// <param name="tx">The transaction.</param>
    /// <param name="clock">The test clock whose things it is about; null for those that live in real time.</param>
    /// <param name="to">Until when.</param>
    /// <param name="at">Is told at which time the next thing happens.</param>
    public static void Advance(Transaction tx, string? clock, long to, Action<long> at)
    {
        while (Next(tx, clock, to).Where(step => step.Due <= to).OrderBy(step => step.Due).FirstOrDefault() is { } step)
        {
            at(step.Due);
            step.Do();
        }
    }

    private static IEnumerable<Step> Next(Transaction tx, string? clock, long to)
    {
        foreach (var node in tx.All(Subscriptions.Kind).Where(one => one.Text("test_clock") == clock))
        {
            foreach (var step in Of(tx, node))
            {
                yield return step;
            }
        }

        foreach (var node in tx.All(Invoices.Kind).Where(one => one.Text("test_clock") == clock))
        {
            if (node.Text("status") == "draft" && node.NumberOrNull("_finalize") is { } due)
            {
                yield return new Step(due, () => Complete(tx, tx.Edit(node.Id())));
            }

            if (node.Text("status") == "open" && node.NumberOrNull("next_payment_attempt") is { } retry)
            {
                yield return new Step(retry, () => Retry(tx, tx.Edit(node.Id())));
            }
        }

        foreach (var node in tx.All(PaymentIntents.Kind).Where(one => ClockOf(tx, one) == clock))
        {
            if (node.NumberOrNull("_settles") is { } due)
            {
                yield return new Step(due, () => Payments.Settle(tx, tx.Edit(node.Id())));
            }
        }

        foreach (var node in tx.All(Refunds.Kind).Where(one => ClockOf(tx, one) == clock))
        {
            if (node.NumberOrNull("_due") is { } due)
            {
                yield return new Step(due, () => Refunds.Settle(tx, tx.Edit(node.Id())));
            }
        }

        foreach (var node in tx.All(CheckoutSessions.Kind).Where(one => one.Text("status") == "open" && ClockOf(tx, one) == clock))
        {
            yield return new Step(node.Number("expires_at"), () => CheckoutSessions.Expire(tx, tx.Edit(node.Id())));
        }

        if (clock is null)
        {
            foreach (var step in OfPayouts(tx, to))
            {
                yield return step;
            }
        }
    }

    private static IEnumerable<Step> Of(Transaction tx, JsonObject node)
    {
        var id = node.Id();
        var status = node.Text("status");
        var end = node.Data("items").Max(item => item.Number("current_period_end"));
        if (status == "incomplete")
        {
            yield return new Step(node.Number("created") + IncompleteFor, () => SubscriptionCycle.Expire(tx, tx.Edit(id)));
        }

        if (status is not ("active" or "past_due" or "trialing" or "unpaid"))
        {
            yield break;
        }

        yield return new Step(end, () => SubscriptionCycle.Renew(tx, tx.Edit(id)));
        if (node.NumberOrNull("cancel_at") is { } ends && ends < end)
        {
            yield return new Step(ends, () => Subscriptions.End(tx, tx.Edit(id), "cancellation_requested"));
        }

        if (status == "trialing" && !node.Flag("_warned"))
        {
            yield return new Step(Math.Max(node.Number("trial_start"), end - TrialWarning), () => SubscriptionCycle.Warn(tx, tx.Edit(id)));
        }

        if (status == "active" && node.NumberOrNull("_announced") != end && !node.Flag("cancel_at_period_end"))
        {
            yield return new Step(end - Announcement, () => SubscriptionCycle.Announce(tx, tx.Edit(id)));
        }

        if (node.In("pause_collection").NumberOrNull("resumes_at") is { } resumes)
        {
            yield return new Step(resumes, () => SubscriptionCycle.Unpause(tx, tx.Edit(id)));
        }
    }

    private static IEnumerable<Step> OfPayouts(Transaction tx, long to)
    {
        // Once a day, when something positive is available by then.
        var day = to / Periods.Day * Periods.Day;
        if (
            (tx.All(Payouts.Kind).LastOrDefault()?.Number("created") ?? 0) < day
            && Payouts.Available(tx, day).Any(group => group.Sum(one => one.Number("net")) > 0)
        )
        {
            yield return new Step(day, () => Payouts.Pay(tx));
        }

        foreach (var node in tx.All(Payouts.Kind).Where(one => one.Text("status") == "in_transit"))
        {
            yield return new Step(node.Number("arrival_date"), () => Payouts.Arrive(tx, tx.Edit(node.Id())));
        }
    }

    private static void Complete(Transaction tx, JsonObject invoice)
    {
        if (Invoices.Unlocated(invoice))
        {
            Invoices.FailToFinalize(tx, invoice);
            return;
        }

        Invoices.Finalize(tx, invoice);
        if (invoice.Text("status") == "open")
        {
            Invoices.Pay(tx, invoice, null, offSession: true);
        }
    }

    private static void Retry(Transaction tx, JsonObject invoice)
    {
        invoice["_retries"] = invoice.Number("_retries") + 1;
        invoice["next_payment_attempt"] = null;
        Invoices.Pay(tx, invoice, null, offSession: true);
    }

    private static string? ClockOf(Transaction tx, JsonObject node) => tx.Find(node.Text("customer"))?.Text("test_clock");

    private sealed record Step(long Due, Action Do);
}
