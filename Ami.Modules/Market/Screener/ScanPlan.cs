using System.Diagnostics.CodeAnalysis;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Rules;
using Ami.Quant.Indicators;
using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Screener;

/// <summary>A column of a scan.</summary>
/// <param name="Formula">A number in the rules' language, such as <c>rsi(close, 14)</c>.</param>
/// <param name="Title">What stands above it, at most 40 characters; null for its formula.</param>
public sealed record ScanColumn(string Formula, string? Title = null);

/// <summary>One rule of a scan, ready to be evaluated.</summary>
/// <param name="Program">The rule.</param>
/// <param name="Bars">Over how many of the newest bars it is evaluated.</param>
internal sealed record ScanFormula(RuleProgram Program, int Bars);

/// <summary>What is looked for in each symbol. Immutable.</summary>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Condition">What a symbol must fulfil; null when all are shown.</param>
/// <param name="Columns">Numbers that are shown of each.</param>
internal sealed record ScanPlan(BarInterval Interval, ScanFormula? Condition, IReadOnlyList<ScanFormula> Columns)
{
    public const int MostColumns = 12;
    public const int LongestTitle = 40;

    /// <summary>Work for one symbol, in the measure of <see cref="RuleProgram.Cost"/> times bars: some milliseconds.</summary>
    private const long MostWork = 20_000_000;

    /// <summary>What rules of a scan may name besides candles. Nothing that changes within a bar, so a value holds until the next one closes.</summary>
    public static readonly FactSchema Facts = new([
        new("symbol.asset_class", RuleKind.Text, "", new Term("Kind of the symbol", "Clase del símbolo"))
        {
            Texts = [.. Enum.GetNames<AssetClass>().Select(name => name.ToLowerInvariant())],
        },
        new("symbol.simulated", RuleKind.Truth, "", new Term("Its prices are invented", "Sus precios son inventados")),
    ]);

    /// <summary>Each formula once.</summary>
    public IEnumerable<ScanFormula> All => Condition is null ? Columns : Columns.Prepend(Condition);

    /// <summary>How many bars of a symbol are read.</summary>
    public int Bars => All.Select(formula => formula.Bars).DefaultIfEmpty(1).Max();

    /// <summary>The facts of a symbol.</summary>
    public static FactValues FactsOf(SymbolSpec spec) => Set(Facts.NewValues(), spec);

    /// <summary>Sets the facts of a symbol.</summary>
    public static FactValues Set(FactValues facts, SymbolSpec spec) =>
        facts.Set("symbol.asset_class", spec.AssetClass.ToString().ToLowerInvariant()).Set("symbol.simulated", spec.Simulated);

    /// <summary>Reads what is looked for.</summary>
    /// <param name="interval">As charts name it.</param>
    /// <param name="rule">A condition; null or empty when all symbols are shown.</param>
    /// <param name="columns">At most <see cref="MostColumns"/>.</param>
    /// <param name="plan">The plan, when all is right.</param>
    /// <param name="wrong">What is wrong otherwise, unless it is a rule.</param>
    /// <param name="problems">What is wrong with rules.</param>
    public static bool TryRead(
        string interval,
        string? rule,
        IReadOnlyList<ScanColumn> columns,
        [NotNullWhen(true)] out ScanPlan? plan,
        out Error? wrong,
        out IReadOnlyList<RuleProblem> problems
    )
    {
        (plan, problems) = (null, []);
        if (!ChartInterval.Parse(interval).Try(out var length, out wrong))
        {
            return false;
        }

        if (columns.Count > MostColumns || columns.Any(column => column is not { Formula: not null } || !IsTitle(column.Title)))
        {
            wrong = ScreenErrors.Columns;
            return false;
        }

        var found = new List<RuleProblem>();
        var condition = string.IsNullOrWhiteSpace(rule) ? null : Compile("rule", rule, RuleKind.Truth, found);
        RuleProgram?[] numbers = [.. columns.Select((column, at) => Compile($"columns[{at}]", column.Formula, RuleKind.Number, found))];
        if (found.Count > 0)
        {
            problems = found;
            return false;
        }

        RuleProgram[] all = [.. numbers.Prepend(condition).OfType<RuleProgram>()];
        wrong = Judge(all, length);
        if (wrong is not null)
        {
            return false;
        }

        plan = new ScanPlan(
            length,
            condition is null ? null : Formula(condition, length),
            [.. numbers.OfType<RuleProgram>().Select(one => Formula(one, length))]
        );
        return true;
    }

    /// <summary>Whether rules are more work for one symbol than may be asked of every one.</summary>
    public static bool IsTooCostly(IEnumerable<RuleProgram> programs, BarInterval interval) =>
        programs.Sum(program => program.Cost * RuleLead.Of(program, interval)) > MostWork;

    private static Error? Judge(RuleProgram[] programs, BarInterval interval)
    {
        if (!programs.All(program => program.Fits(interval)))
        {
            return ScreenErrors.Interval;
        }

        if (programs.Any(program => RuleLead.Of(program, interval) > RuleLead.Most))
        {
            return ScreenErrors.TooFar;
        }

        return IsTooCostly(programs, interval) ? ScreenErrors.TooCostly : null;
    }

    private static ScanFormula Formula(RuleProgram program, BarInterval interval) => new(program, (int)RuleLead.Of(program, interval));

    private static RuleProgram? Compile(string field, string text, RuleKind kind, List<RuleProblem> found)
    {
        if (!RuleProgram.TryCompile(text, Facts, out var program, out var errors, kind: kind))
        {
            found.AddRange(RuleProblems.Of(field, errors));
        }

        return program;
    }

    private static bool IsTitle(string? title) => title is null || title.Length is > 0 and <= LongestTitle && !title.Any(char.IsControl);
}
