using Ami.Quant.Rules;

namespace Ami.Modules.Learning;

/// <summary>What is wrong with chart exercises, so that none that cannot be played or scored gets into the program.</summary>
internal static class ExerciseFiles
{
    private const int LongestRule = 500;

    /// <exception cref="InvalidDataException">The question is a chart exercise and wrong; it is told.</exception>
    public static void Check(string name, QuestionFile question)
    {
        if (question is not { Replay: { } replay, Checks: { } checks, Reference: { } reference })
        {
            return;
        }

        CheckTerms(name, replay);
        CheckReference($"{name}: reference", replay, reference);
        QuestionFiles.Demand(checks is { IsDefault: false, Length: >= 1 and <= 8 }, name, "there are 1 to 8 checks");
        QuestionFiles.Demand(checks.DistinctBy(check => check.Key).Count() == checks.Length, name, "two checks have the same key");
        foreach (var check in checks)
        {
            var at = $"{name}: {check.Key}";
            QuestionFiles.Demand(QuestionFiles.AddressName().IsMatch(check.Key) && check.Key.Length <= 80, at, "a key is of small letters, digits and hyphens");
            QuestionFiles.Demand(check.Points is >= 1 and <= 100, at, "points are from 1 to 100");
            QuestionFiles.CheckTexts(at, QuestionFiles.LongestChoice, [check.Text]);
            QuestionFiles.CheckTexts(at, QuestionFiles.LongestText, [check.Why]);
            CheckRule(at, replay, check.Rule, SceneFacts.Schema, RuleKind.Truth);
        }

        QuestionFiles.Demand(Scoring.Parts % checks.Sum(check => check.Points) == 0, name, $"the points of all checks together divide {Scoring.Parts}");
    }

    private static void CheckTerms(string name, ReplayTerms replay)
    {
        QuestionFiles.Demand(
            replay.Symbols is { IsDefault: false, Length: >= 1 and <= 20 } symbols && symbols.Distinct().Count() == symbols.Length,
            name,
            "there are 1 to 20 symbols, each once"
        );
        QuestionFiles.Demand(
            replay.Symbols.All(symbol => Symbol.Parse(symbol).Try(out var parsed, out _) && parsed.Value == symbol),
            name,
            "a symbol is written as markets write it"
        );
        QuestionFiles.Demand(ReplayTerms.Intervals.Contains(replay.Interval), name, $"an interval is one of {string.Join(", ", ReplayTerms.Intervals)}");
        QuestionFiles.Demand(replay is { Before: >= 50 and <= 400, After: >= 10 and <= 300 }, name, "50 to 400 bars are known and 10 to 300 come");
        QuestionFiles.Demand(replay is { Cash: >= 100 and <= 10_000_000, Leverage: >= 1 and <= 100 }, name, "cash is 100 to 10,000,000, leverage 1 to 100");
        QuestionFiles.Demand(
            new[] { replay.FeeBps, replay.SlippageBps, replay.SpreadBps }.All(bps => bps is >= 0 and <= 500),
            name,
            "fee, slippage and spread are 0 to 500 basis points"
        );
        QuestionFiles.Demand(
            replay.Lines is not { } lines || (lines is { IsDefault: false, Length: <= 4 } && lines.Distinct().Count() == lines.Length),
            name,
            "there are 4 lines at most, each once"
        );
        CheckRule($"{name}: setup", replay, replay.Setup, FactSchema.None, RuleKind.Truth);
        foreach (var line in replay.Lines ?? [])
        {
            CheckRule($"{name}: {line}", replay, line, FactSchema.None, RuleKind.Number);
        }
    }

    private static void CheckReference(string name, ReplayTerms replay, ReplayReference reference)
    {
        QuestionFiles.Demand(
            (reference.Long is null, reference.Short is null) == (reference.StopLong is null, reference.StopShort is null),
            name,
            "a side has a condition and a stop, or neither"
        );
        QuestionFiles.Demand(
            (reference.EntryLong is null || reference.Long is not null) && (reference.EntryShort is null || reference.Short is not null),
            name,
            "an entry is of a side that has a condition"
        );
        QuestionFiles.Demand(
            reference is { RiskPct: > 0 and <= 100, Reward: null or (> 0 and <= 100) },
            name,
            "a risk is above 0 and at most 100 percent, a reward above 0 and at most 100"
        );
        CheckRule($"{name} long", replay, reference.Long, FactSchema.None, RuleKind.Truth);
        CheckRule($"{name} short", replay, reference.Short, FactSchema.None, RuleKind.Truth);
        CheckRule($"{name} stopLong", replay, reference.StopLong, FactSchema.None, RuleKind.Number);
        CheckRule($"{name} stopShort", replay, reference.StopShort, FactSchema.None, RuleKind.Number);
        CheckRule($"{name} entryLong", replay, reference.EntryLong, FactSchema.None, RuleKind.Number);
        CheckRule($"{name} entryShort", replay, reference.EntryShort, FactSchema.None, RuleKind.Number);
    }

    /// <summary>A rule is readable, and has an answer within the bars that are known.</summary>
    private static void CheckRule(string name, ReplayTerms replay, string? rule, FactSchema facts, RuleKind kind)
    {
        if (rule is null)
        {
            return;
        }

        QuestionFiles.Demand(rule.Length <= LongestRule, name, $"a rule has {LongestRule} characters at most");
        if (!RuleProgram.TryCompile(rule, facts, out var program, out var errors, kind: kind))
        {
            throw new InvalidDataException($"{name}: {string.Join(' ', errors.Select(error => $"at {error.Start}: {error}"))} ({rule})");
        }

        QuestionFiles.Demand(
            program.Fits(replay.Length) && (!program.NeedsBars || program.WarmUp(replay.Length) <= replay.Before),
            name,
            $"it looks back further than {replay.Before} bars of {replay.Interval}, or asks about bars that are no multiple of them"
        );
    }
}
