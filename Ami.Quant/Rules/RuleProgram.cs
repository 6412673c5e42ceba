using System.Diagnostics.CodeAnalysis;
using Ami.Quant.Series;

namespace Ami.Quant.Rules;

/// <summary>
/// A rule that was read, checked and made ready. Immutable and safe for use by any number of threads; evaluated as often as needed. How the
/// language works is in <c>docs/rules-language.md</c>.
/// </summary>
public sealed class RuleProgram
{
    internal const int Block = 256;

    private readonly int[] _intervalWarmUps;
    private readonly int _warmUp;
    private WeakReference<RuleRun>? _idle;

    private RuleProgram(string text, FactSchema schema, Binder binder, Bound result)
    {
        (Text, Schema, Plan, Type, Result, _warmUp) = (text, schema, binder.Plan, result.Type, result.Column, Math.Max(1, result.WarmUp));
        _intervalWarmUps = [.. binder.IntervalWarmUps];
        Facts = [.. binder.Facts.Select(index => schema.Facts[index])];
        Series = [.. binder.Series];
        Reach = binder.Reach;
    }

    /// <summary>The rule in its canonical form.</summary>
    public string Text { get; }

    /// <summary>The facts that it could name.</summary>
    public FactSchema Schema { get; }

    /// <summary>The facts that it names, in the order of the schema.</summary>
    public IReadOnlyList<FactSpec> Facts { get; }

    /// <summary>The series that it names itself, in alphabetical order; indicators of whole bars read what they need.</summary>
    public IReadOnlyList<string> Series { get; }

    /// <summary>Longer intervals that it asks about with <c>on</c>; it puts their bars together itself.</summary>
    public IReadOnlyList<BarInterval> Intervals => Plan.Intervals;

    /// <summary>A number or a condition, per bar or once.</summary>
    public RuleType Type { get; }

    /// <summary>True when it looks at bars; otherwise facts alone decide.</summary>
    public bool NeedsBars => Type.IsSeries;

    /// <summary>Bars of all its windows together.</summary>
    public int LookBack => Plan.LookBack;

    /// <summary>How far back in time those of its indicators look that count by the clock (sessions), besides <see cref="WarmUp"/>.</summary>
    public TimeSpan Reach { get; }

    /// <summary>Work per bar; an addition is 1, about a nanosecond.</summary>
    public int Cost => Plan.Cost;

    /// <summary>True when its value can depend on bars before <see cref="WarmUp"/>: it asks for an indicator, or for what was last so.</summary>
    public bool Remembers => Plan.Remembers;

    internal Plan Plan { get; }

    internal int Result { get; }

    /// <summary>Reads a rule that must be a condition.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="schema">Facts that it may name.</param>
    /// <param name="program">The program, when all is right.</param>
    /// <param name="errors">What is wrong otherwise, in the order of the text; empty when all is right.</param>
    /// <param name="limits">Default: <see cref="RuleLimits.Default"/>.</param>
    /// <param name="kind">What the rule must give: a condition, or a number for a column of a table.</param>
    public static bool TryCompile(
        string text,
        FactSchema schema,
        [NotNullWhen(true)] out RuleProgram? program,
        out IReadOnlyList<RuleError> errors,
        RuleLimits? limits = null,
        RuleKind kind = RuleKind.Truth
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        limits ??= RuleLimits.Default;
        program = null;
        var found = new List<RuleError>();
        try
        {
            var node = Parser.Parse(text, limits);
            var binder = new Binder(schema, found);
            if (binder.Bind(node) is { } result)
            {
                Judge(node, binder.Plan, result, kind, limits, found);
                if (found.Count == 0)
                {
                    program = new RuleProgram(RuleFormat.Print(node), schema, binder, result);
                }
            }
        }
        catch (RuleException wrong)
        {
            found.Add(wrong.Error);
        }

        errors = [.. found.OrderBy(error => error.Start).Take(limits.Errors)];
        return program is not null;
    }

    /// <summary>Reads a rule that stands in code.</summary>
    /// <exception cref="ArgumentException">The rule is wrong; the message says where and why.</exception>
    public static RuleProgram Compile(string text, FactSchema? schema = null, RuleLimits? limits = null, RuleKind kind = RuleKind.Truth) =>
        TryCompile(text, schema ?? FactSchema.None, out var program, out var errors, limits, kind)
            ? program
            : throw new ArgumentException(string.Join(' ', errors.Select(error => $"At {error.Start}: {error}")), nameof(text));

    /// <summary>
    /// Bars after which it can have a value in full: at the bar before it is undefined, unless a part that is known decides by itself. Indicators
    /// that remember everything (exponential averages and what is built on them) also depend on bars before: start earlier for the chart's digits.
    /// </summary>
    /// <param name="interval">Length of the bars; matters only with <c>on</c>, where the figure is an upper bound for a market without pauses.</param>
    public int WarmUp(BarInterval interval)
    {
        RequireFits(interval);
        long longest = 0;
        for (var i = 0; i < _intervalWarmUps.Length; i++)
        {
            longest = Math.Max(longest, (_intervalWarmUps[i] + 1) * (Plan.Intervals[i].Milliseconds / interval.Milliseconds));
        }

        return (int)Math.Min(int.MaxValue, _warmUp + longest);
    }

    /// <summary>True when bars of this length can be joined to every interval that it asks about.</summary>
    public bool Fits(BarInterval interval) =>
        interval.Milliseconds > 0 && Plan.Intervals.TrueForAll(longer => longer.Milliseconds % interval.Milliseconds == 0);

    /// <summary>Begins a run that takes bars one by one.</summary>
    /// <param name="interval">Length of the bars.</param>
    /// <exception cref="ArgumentException">An interval of the rule is no multiple of it.</exception>
    public RuleRun Start(BarInterval interval) => new(this, interval, 1);

    /// <summary>Evaluates at every bar, with the same facts at each.</summary>
    /// <param name="bars">Bars in time order.</param>
    /// <param name="facts">What is so; null when nothing is known.</param>
    /// <param name="results">Receives a value per bar: of a condition 1 for true, 0 for false; NaN where it is undefined.</param>
    /// <exception cref="ArgumentException">As many results as bars do not fit, or an interval of the rule is no multiple of the bars'.</exception>
    public void Evaluate(CandleView bars, FactValues? facts, Span<double> results)
    {
        if (bars.Count == 0 && results.IsEmpty)
        {
            return;
        }

        var run = Take(bars.Interval);
        run.Advance(bars, facts, results);
        GiveBack(run);
    }

    /// <summary>Evaluates at the last bar: the same answer as <see cref="Evaluate(CandleView, FactValues?, Span{double})"/> has there.</summary>
    /// <param name="bars">Bars in time order, at least <see cref="WarmUp"/> of them for an answer.</param>
    /// <param name="facts">What is so; null when nothing is known.</param>
    /// <exception cref="ArgumentException">An interval of the rule is no multiple of the bars'.</exception>
    public RuleValue EvaluateLast(CandleView bars, FactValues? facts = null)
    {
        if (bars.Count == 0)
        {
            return RuleValue.Undefined;
        }

        var run = Take(bars.Interval);
        var last = run.Last(bars, facts);
        GiveBack(run);
        return last;
    }

    /// <summary>Evaluates a rule about facts alone.</summary>
    /// <param name="facts">What is so.</param>
    /// <exception cref="InvalidOperationException">The rule looks at bars.</exception>
    public RuleValue Evaluate(FactValues facts)
    {
        if (NeedsBars)
        {
            throw new InvalidOperationException("This rule looks at bars.");
        }

        var run = Take(BarInterval.OneMinute);
        var value = run.Advance(new Bar(0, 1, 1, 1, 1, 0), facts);
        GiveBack(run);
        return value;
    }

    internal void RequireFits(BarInterval interval)
    {
        if (!Fits(interval))
        {
            throw new ArgumentException($"The rule asks about {string.Join(", ", Intervals)}, of which not all are multiples of {interval}.", nameof(interval));
        }
    }

    // One run is kept for the next caller for as long as nobody needs its memory; it is thrown away when an exception comes in between.
    private RuleRun Take(BarInterval interval)
    {
        var idle = Interlocked.Exchange(ref _idle, null);
        if (idle is null || !idle.TryGetTarget(out var run) || run.Interval != interval)
        {
            return new RuleRun(this, interval, Block);
        }

        run.Reset();
        return run;
    }

    private void GiveBack(RuleRun run) => Volatile.Write(ref _idle, run.Itself);

    private static void Judge(RuleNode node, Plan plan, Bound result, RuleKind kind, RuleLimits limits, List<RuleError> found)
    {
        var (start, length) = node.Place;
        if (result.Type.Kind != kind)
        {
            found.Add(new RuleError(RuleError.WrongResult, start, length, [RuleTexts.WordOf(new RuleType(kind)), RuleTexts.WordOf(result.Type)]));
        }

        if (plan.LookBack > limits.LookBack)
        {
            found.Add(new RuleError(RuleError.TooMuchLookBack, start, length, [RuleError.Figure(limits.LookBack), RuleError.Figure(plan.LookBack)]));
        }

        if (plan.Cost > limits.Cost)
        {
            found.Add(new RuleError(RuleError.TooCostly, start, length, [RuleError.Figure(limits.Cost), RuleError.Figure(plan.Cost)]));
        }
    }
}
