using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;

namespace Ami.Tests.Payments;

/// <summary>What a subscription gives, against a table of states that was written by itself.</summary>
[TestClass]
public sealed class SubscriptionAccessTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(7);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow("active", false, 1, "Active", "Pro")]
    [DataRow("trialing", false, 1, "Trial", "Pro")]
    [DataRow("past_due", false, 1, "Grace", "Pro")]
    [DataRow("past_due", false, 6, "Grace", "Pro")]
    [DataRow("past_due", false, 7, "Unpaid", "Free")]
    [DataRow("unpaid", false, 1, "Unpaid", "Free")]
    [DataRow("canceled", false, 1, "Ended", "Free")]
    [DataRow("incomplete", false, 1, "Incomplete", "Free")]
    [DataRow("incomplete_expired", false, 1, "Ended", "Free")]
    [DataRow("paused", false, 1, "Paused", "Free")]
    [DataRow("something_new", false, 1, "Incomplete", "Free")]
    [DataRow("active", true, 1, "Paused", "Free")]
    [DataRow("trialing", true, 1, "Paused", "Free")]
    [DataRow("past_due", true, 1, "Paused", "Free")]
    [DataRow("unpaid", true, 1, "Unpaid", "Free")]
    [DataRow("canceled", true, 1, "Ended", "Free")]
    public void Of_Status_IsAsTheTableSays(string status, bool paused, int day, string standing, string granted)
    {
        var access = SubscriptionAccess.Of(new SubscriptionState(status, Plan.Pro, paused, Start, UnpaidSince: Start), Start.AddDays(day), Grace);
        (access.Standing.ToString(), access.Granted.ToString()).ShouldBe((standing, granted));
    }

    [TestMethod]
    [DataRow("active", "Premium", 1, "Premium")]
    [DataRow("active", "Premium", 30, "Pro")]
    [DataRow("active", "Basic", 1, "Pro")]
    [DataRow("past_due", "Premium", 1, "Pro")]
    [DataRow("canceled", "Premium", 1, "Free")]
    public void Of_LargerPlanThatWasPaid_StaysUntilThePeriodEnds(string status, string kept, int day, string granted)
    {
        var state = new SubscriptionState(status, Plan.Pro, IsPaused: false, Start, Enum.Parse<Plan>(kept), Start.AddDays(30), UnpaidSince: Start);
        SubscriptionAccess.Of(state, Start.AddDays(day), Grace).Granted.ToString().ShouldBe(granted);
    }

    [TestMethod]
    [DataRow("active", "PaidBack")]
    [DataRow("trialing", "PaidBack")]
    [DataRow("past_due", "PaidBack")]
    [DataRow("unpaid", "Unpaid")]
    [DataRow("canceled", "Ended")]
    [DataRow("incomplete", "Incomplete")]
    public void Of_PaidBack_GivesNothing(string status, string standing)
    {
        var state = new SubscriptionState(status, Plan.Pro, IsPaused: false, Start, Plan.Premium, Start.AddDays(30), IsPaidBack: true);
        var access = SubscriptionAccess.Of(state, Start.AddDays(1), Grace);
        (access.Standing.ToString(), access.Granted, access.ReviewAt).ShouldBe((standing, Plan.Free, null));
    }

    [TestMethod]
    public void Of_Paused_GivesWhatWasPaidUntilItIsUsedUp()
    {
        var state = new SubscriptionState("active", Plan.Pro, IsPaused: true, Start, PaidUntil: Start.AddDays(30));
        var during = SubscriptionAccess.Of(state, Start.AddDays(29), Grace);
        (during.Standing, during.Granted, during.ReviewAt).ShouldBe((Standing.Paused, Plan.Pro, Start.AddDays(30)));
        SubscriptionAccess.Of(state, Start.AddDays(30), Grace).Granted.ShouldBe(Plan.Free);
    }

    [TestMethod]
    public void Of_WhatTheClockAloneChanges_SaysWhen()
    {
        foreach (var status in new[] { "active", "trialing", "past_due", "unpaid", "canceled", "paused", "incomplete" })
        {
            foreach (var paused in new[] { true, false })
            {
                var state = new SubscriptionState(status, Plan.Basic, paused, Start, Plan.Pro, Start.AddDays(20), Start.AddDays(10), Start);
                var changes = Enumerable.Range(0, 40).Select(day => (Day: day, Access: SubscriptionAccess.Of(state, Start.AddDays(day), Grace))).ToList();
                foreach (var (before, after) in changes.Zip(changes.Skip(1)))
                {
                    if (before.Access.Granted != after.Access.Granted)
                    {
                        before.Access.ReviewAt.ShouldBe(Start.AddDays(after.Day), $"{status} {paused} {before.Day}");
                    }
                }
            }
        }
    }
}
