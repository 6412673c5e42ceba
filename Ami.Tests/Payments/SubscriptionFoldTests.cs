using Ami.Modules.Payments;
using Ami.Modules.Payments.Contracts;
using Stripe;
using Plan = Ami.Modules.Identity.Contracts.Plan;

namespace Ami.Tests.Payments;

/// <summary>
/// Lives of subscriptions: whatever order their events arrive in, however often, and however long each takes to be fetched and applied, the end is the state that the model's
/// table says.
/// </summary>
[TestClass]
public sealed class SubscriptionFoldTests
{
    private const int RandomOrders = 100_000;
    private static readonly TimeSpan Grace = TimeSpan.FromDays(7);
    private static readonly string[] Plans = ["basic", "pro", "premium"];

    private static readonly Dictionary<string, string[]> Lives = new()
    {
        ["never paid"] = ["begin basic", "retry", "retry", "retry", "retry", "retry", "expire"],
        ["tried and paid"] = ["try pro", "remind", "pay", "renew", "renew", "renew", "renew"],
        ["tried and ended"] = ["try basic", "change pro", "change premium", "remind", "change basic", "remind", "end"],
        ["tried without a card"] = ["try pro", "remind", "stop", "pay", "renew", "fail", "pay"],
        ["upgraded"] = ["begin basic", "pay", "change pro", "renew", "change premium", "renew", "renew"],
        ["stepped down"] = ["begin premium", "pay", "step pro", "renew", "renew", "renew", "step basic"],
        ["not renewed"] = ["begin pro", "pay", "renew", "renew", "fail", "retry", "retry"],
        ["recovered"] = ["begin pro", "pay", "fail", "retry", "retry", "pay", "renew"],
        ["given up"] = ["begin premium", "pay", "renew", "fail", "retry", "retry", "give up"],
        ["dunned to the end"] = ["begin pro", "pay", "renew", "fail", "retry", "retry", "end"],
        ["paused"] = ["begin pro", "pay", "renew", "pause", "undo", "renew", "pause"],
        ["cancelled"] = ["begin pro", "pay", "cancel", "undo", "renew", "cancel", "end"],
    };

    public static IEnumerable<object[]> Names => Lives.Keys.Select(name => (object[])[name]);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Take_AllOrdersOfALife_EndAsTheTableSays(string name)
    {
        var states = Lives[name]
            .Aggregate(new List<SubscriptionModel>(), (all, happens) => [.. all, (all.LastOrDefault() ?? SubscriptionModel.None).After(happens)]);
        var readings = states.ConvertAll(state => state.Read());
        foreach (var order in Permutations([.. Enumerable.Range(0, states.Count)]))
        {
            // Told in this order, each again after all of them: whoever asks sees what the provider has reached by then.
            var (row, seq, reached) = (Blank(), 0, 0);
            foreach (var told in order.Concat(order))
            {
                reached = int.Max(reached, told);
                row.Take(readings[reached], ++seq);
            }

            Check(row, states[^1], order);

            // Fetched as it happened, each applied when it likes, some twice.
            row = Blank();
            foreach (var fetched in order.Concat(order[..3]))
            {
                row.Take(readings[fetched], fetched + 1);
            }

            Check(row, states[^1], order);
        }
    }

    [TestMethod]
    public void Take_RandomLivesInRandomOrders_EndAsTheTableSays()
    {
        var readings = new Dictionary<SubscriptionModel, Subscription>();
        for (var seed = 0; seed < RandomOrders; seed++)
        {
            var random = new Random(seed);
            var states = RandomLife(random);
            foreach (var state in states.Where(state => !readings.ContainsKey(state)))
            {
                readings[state] = state.Read();
            }

            Check(Run(states, readings, random), states[^1], seed);
        }
    }

    /// <summary>The provider goes on while events wait, are asked about and are applied, in an order that chance decides.</summary>
    private static SubscriptionRow Run(List<SubscriptionModel> states, Dictionary<SubscriptionModel, Subscription> readings, Random random)
    {
        var (row, seq, reached, waiting) = (Blank(), 0L, -1, 0);
        var asking = new List<long>();
        var fetched = new List<(long Seq, Subscription Read)>();
        while (reached < states.Count - 1 || waiting + asking.Count + fetched.Count > 0)
        {
            switch (random.Next(4))
            {
                case 0 when reached < states.Count - 1:
                    reached++;
                    waiting += random.Next(10) < 3 ? 2 : 1;
                    break;
                case 1 when waiting > 0:
                    waiting--;
                    asking.Add(++seq);
                    break;
                case 2 when asking.Count > 0:
                    fetched.Add((Pick(asking, random), readings[states[reached]]));
                    break;
                case 3 when fetched.Count > 0:
                    var (number, read) = Pick(fetched, random);
                    row.Take(read, number);
                    break;
            }
        }

        return row;
    }

    private static List<SubscriptionModel> RandomLife(Random random)
    {
        var states = new List<SubscriptionModel>();
        var now = SubscriptionModel.None;
        for (var length = random.Next(8, 16); states.Count < length; states.Add(now))
        {
            // Longer than seven events: it may be over with the last one alone.
            var next = states.Count < length - 1 ? now.Next.Where(happens => happens is not ("end" or "expire")).ToList() : now.Next;
            var happens = next[random.Next(next.Count)];
            now = now.After(
                happens is "begin" or "try" or "change" ? $"{happens} {Plans[random.Next(3)]}"
                : happens == "step" ? "step basic"
                : happens
            );
        }

        return states;
    }

    private static void Check(SubscriptionRow row, SubscriptionModel model, object order)
    {
        foreach (var day in (int[])[SubscriptionModel.Soon, SubscriptionModel.Late])
        {
            row.Settle(SubscriptionModel.Start.AddDays(day), Grace);
            if ((row.Standing, row.Granted) != model.At(day))
            {
                Assert.Fail(
                    $"{(row.Standing, row.Granted)} and not {model.At(day)} on day {day} of {model}, order {(order is int[] all ? string.Join(',', all) : order)}"
                );
            }
        }
    }

    private static T Pick<T>(List<T> from, Random random)
    {
        var at = random.Next(from.Count);
        var one = from[at];
        from.RemoveAt(at);
        return one;
    }

    /// <summary>Nothing is known of it.</summary>
    internal static SubscriptionRow Blank() =>
        new()
        {
            Id = Guid.Empty,
            StripeId = "sub_model",
            UserId = Guid.Empty,
            Status = "",
            Plan = Plan.Free,
            Interval = BillingInterval.Month,
            Currency = "",
            Amount = 0,
            PeriodStart = default,
            PeriodEnd = default,
            IsPaused = false,
            Granted = Plan.Free,
            Standing = Standing.Incomplete,
            FetchSeq = 0,
            CreatedAt = default,
            ChangedAt = default,
        };

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length < 2 ? [items] : items.SelectMany(first => Permutations([.. items.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}
