using System.Collections.Immutable;
using Ami.Modules.Learning;
using Ami.Modules.Market.Contracts;
using Ami.Quant.Series;
using Ami.Quant.Simulation;

namespace Ami.Tests.Learning;

/// <summary>A chart exercise of these tests, bars to play it on, and the simulated exchange's history to choose from.</summary>
internal static class ExerciseShelf
{
    /// <summary>Bars that are known at the beginning, and that come.</summary>
    public const int Before = 50;
    public const int After = 20;

    /// <summary>What nobody may be told before it is over, besides what is in everything that tells what is right (<see cref="QuizShelf.Canary"/>).</summary>
    public const string Exercise = """
        { "key": "pullback", "kind": "replay", "points": 2, "prompt": { "es": "Opera esta.", "en": "Trade this." }, "explanation": { "es": "canaryword ocho", "en": "canaryword eight" },
          "replay": { "symbols": ["BTC-SIM", "ETH-SIM"], "interval": "1h", "before": 50, "after": 20, "setup": "close > sma(close, 20)", "lines": ["sma(close, 20)"] },
          "checks": [
            { "key": "side", "points": 1, "rule": "plan.long and close > sma(close, 20)", "text": { "es": "canaryword con la tendencia", "en": "canaryword with the trend" }, "why": { "es": "canaryword", "en": "canaryword" } },
            { "key": "risk", "points": 2, "rule": "plan.risk_pct <= 1 and not trade.widened_stop", "text": { "es": "canaryword riesgo", "en": "canaryword risk" }, "why": { "es": "canaryword", "en": "canaryword" } }
          ],
          "reference": { "long": "close > sma(close, 20)", "stopLong": "lowest(low, 10)", "reward": 2, "riskPct": 1 } }
        """;

    /// <summary>Two of it in an attempt, beside other questions.</summary>
    public static CourseSource Course(string slug, string terms, string exercise = Exercise, string access = "free", string more = "", string? exam = null)
    {
        var second = exercise.Replace("\"pullback\"", "\"again\"", StringComparison.Ordinal);
        var last = exam is null ? "" : $$""", { "key": "exam", "title": { "es": "e", "en": "f" }, "minutes": 5, "quiz": {{Quiz(exam)}} }""";
        var files = new Dictionary<string, string>
        {
            [$"{slug}/course.json"] = $$"""
                { "level": "beginner", "access": "{{access}}", "title": { "es": "{{slug}} es", "en": "{{slug}} en" }, "summary": { "es": "Algo.", "en": "Something." },
                  "lessons": [ { "key": "first", "title": { "es": "a", "en": "b" }, "minutes": 5 },
                    { "key": "check", "title": { "es": "c", "en": "d" }, "minutes": 5, "quiz": {{Quiz(terms)}} }{{last}} ]{{more}} }
                """,
            [$"{slug}/first.questions.json"] = $"[{exercise}, {second}]",
        };
        foreach (var key in new[] { "first", "check", "exam" })
        {
            (files[$"{slug}/{key}.es.md"], files[$"{slug}/{key}.en.md"]) = ($"## Texto {key}", $"## Text {key}");
        }

        return CourseFiles.Read(files).Single();

        static string Quiz(string terms) =>
            $$"""{ "draw": [ { "topic": "first", "count": 2, "exercises": true } ], "passMark": 70, "grade": "best", {{terms}} }""";
    }

    /// <summary>What the exercise is played on, at the costs that are given.</summary>
    public static ReplayTerms Terms(int after = After, decimal feeBps = 0, decimal slippageBps = 0, decimal spreadBps = 0) =>
        new(["BTC-SIM"], "1h", Before, after, FeeBps: feeBps, SlippageBps: slippageBps, SpreadBps: spreadBps);

    /// <summary>Fifty bars at 100 that are known, and others that come: open, high, low and close of each.</summary>
    public static SceneTape Tape(params IReadOnlyList<(decimal O, decimal H, decimal L, decimal C)> after)
    {
        List<(decimal O, decimal H, decimal L, decimal C)> all = [.. Enumerable.Repeat((100m, 100.5m, 99.5m, 100m), Before), .. after];
        return new SceneTape(
            "1h",
            2,
            2,
            0.01m,
            true,
            [.. all.Select((_, bar) => 946_857_600 + (bar * 3600L))],
            [.. all.Select(bar => bar.O)],
            [.. all.Select(bar => bar.H)],
            [.. all.Select(bar => bar.L)],
            [.. all.Select(bar => bar.C)],
            [.. all.Select(_ => 10m)]
        );
    }

    /// <summary>A part of the simulated exchange's history; null for a symbol that it does not list.</summary>
    public static SceneHistory? History(SimulatedExchange exchange, string symbol, BarInterval length, DateTimeOffset to, int bars)
    {
        if (exchange.Market(symbol) is not { } market)
        {
            return null;
        }

        var end = length.Floor(to.ToUnixTimeMilliseconds());
        var all = market.Bars(length, end - (bars * length.Milliseconds), end).ToList();
        return new SceneHistory(
            market.Symbol.PriceDigits,
            market.Symbol.QuantityDigits,
            market.Symbol.MinQuantity,
            true,
            [.. all.Select(bar => bar.Time / 1000)],
            Prices(bar => bar.Open),
            Prices(bar => bar.High),
            Prices(bar => bar.Low),
            Prices(bar => bar.Close),
            [.. all.Select(bar => market.Symbol.Quantity(bar.Volume))],
            PriceFactors.None
        );

        ImmutableArray<decimal> Prices(Func<UnitBar, long> of) => [.. all.Select(bar => market.Symbol.Price(of(bar)))];
    }
}
