namespace Ami.Quant.Rules;

/// <summary>
/// Finds out what names mean, checks types, and writes the plan. Goes on after a mistake, so that several are told at once; a part that is
/// wrong is null, and whoever builds on it is silent about it.
/// </summary>
internal sealed partial class Binder(FactSchema facts, List<RuleError> errors)
{
    private int _frame;

    public Plan Plan { get; } = new();

    /// <summary>Indices of the facts that are named, in the order of the schema.</summary>
    public SortedSet<int> Facts { get; } = [];

    /// <summary>Series that are named, of whatever interval.</summary>
    public SortedSet<string> Series { get; } = new(StringComparer.Ordinal);

    /// <summary>Per interval, the bars of it after which all that was asked of it can have a value.</summary>
    public List<int> IntervalWarmUps { get; } = [];

    /// <summary>How far back in time its indicators look, the longest of them.</summary>
    public TimeSpan Reach { get; private set; }

    public Bound? Bind(RuleNode node)
    {
        switch (node)
        {
            case NumberNode number:
                return Constant(RuleType.Number, number.Value);
            case DurationNode duration:
                return Constant(RuleType.Duration, duration.Milliseconds);
            case TruthNode truth:
                return Constant(RuleType.Truth, truth.Value ? 1 : 0);
            case TextNode text:
                return new Bound(RuleType.Text, -1, 0) { ReadText = _ => text.Value, Text = text.Value };
            case NameNode name:
                return Name(name);
            case UnaryNode unary:
                return Unary(unary);
            case BinaryNode binary:
                return Binary(binary);
            case PastNode past:
                return Past(past);
            default:
                return Call((CallNode)node);
        }
    }

    private Bound Constant(RuleType type, double value)
    {
        var column = Plan.Column($"={value:R}", 1, out var isNew);
        if (isNew)
        {
            Plan.Constants.Add((column, value));
        }

        return new Bound(type, column, 0) { Constant = value };
    }

    private Bound? Name(NameNode node)
    {
        var name = node.Name;
        if (RuleLanguage.Series.Contains(name))
        {
            return Source(name);
        }

        var index = facts.IndexOf(name);
        if (index >= 0)
        {
            return Fact(name, index);
        }

        var first = name.Split('.')[0];
        if (RuleLanguage.Function(first) is { } function)
        {
            return Fail(RuleError.MissingParentheses, node.Place, first, function.Usage);
        }

        return Suggest(RuleError.UnknownName, node.Place, RuleLanguage.Nearest(name, KnownNames()), name);
    }

    private IEnumerable<string> KnownNames() =>
        RuleLanguage.Series.Concat(facts.Facts.Select(fact => fact.Name)).Concat(RuleLanguage.Functions.Select(function => function.Name));

    private Bound Source(string name)
    {
        Series.Add(name);
        var column = Plan.Column($"{_frame}:{name}", 1, out var isNew);
        var frame = _frame;
        if (isNew && name is ("hour" or "weekday"))
        {
            Plan.Add(frame, 0, 5, run => new ClockKernel(run.Frame(frame), run.Column(column), name == "weekday"));
        }
        else if (isNew)
        {
            Plan.Sources.Add((column, frame, name));
        }

        return new Bound(RuleType.Numbers, column, 1);
    }

    private Bound Fact(string name, int index)
    {
        Facts.Add(index);
        var fact = facts.Facts[index];
        if (fact.Kind == RuleKind.Text)
        {
            return new Bound(RuleType.Text, -1, 0) { ReadText = values => values.TextAt(index), Fact = fact };
        }

        var column = Plan.Column(name, 1, out var isNew);
        if (isNew)
        {
            Plan.Scalars.Add(new PlanScalar(column, values => values.NumberAt(index)));
        }

        return new Bound(new RuleType(fact.Kind), column, 0);
    }

    private Bound? Past(PastNode node)
    {
        var operand = Bind(node.Operand);
        var bars = Bind(node.Bars);
        if (operand is null || bars is null)
        {
            return null;
        }

        if (!operand.Type.IsSeries)
        {
            return Fail(RuleError.NoPast, node.Operand.Place, RuleFormat.Print(node.Operand));
        }

        return Window(bars, node.Bars.Place, RuleTexts.BarsAgo, 0) is { } ago ? Past(operand, ago) : null;
    }

    private Bound Past(Bound operand, int bars)
    {
        if (bars == 0)
        {
            return operand;
        }

        var column = Plan.Column($"{_frame}:{operand.Column}[{bars}]", 1, out var isNew);
        if (isNew)
        {
            Plan.Add(_frame, bars, 2, run => new PastKernel(run.Column(operand.Column), run.Column(column), bars));
        }

        return new Bound(operand.Type, column, operand.WarmUp + bars);
    }

    /// <summary>A column computed from two others, or a constant from two constants.</summary>
    private Bound Compute(string symbol, Operation operation, RuleKind kind, Bound left, Bound right)
    {
        if (left.Constant is { } a && right.Constant is { } b)
        {
            return Constant(new RuleType(kind), operation.Fold(a, b));
        }

        var column = Plan.Column($"{_frame}:{left.Column} {symbol} {right.Column}", 1, out var isNew);
        if (isNew)
        {
            Plan.Add(_frame, 0, 1, run => operation.Make(run.Column(left.Column), run.Column(right.Column), run.Column(column)));
        }

        return new Bound(new RuleType(kind, left.Type.IsSeries || right.Type.IsSeries), column, Math.Max(left.WarmUp, right.WarmUp));
    }

    private Bound? Fail(string code, Place place, params string[] arguments) => Suggest(code, place, null, arguments);

    private Bound? Suggest(string code, Place place, string? suggestion, params string[] arguments)
    {
        errors.Add(new RuleError(code, place.Start, place.Length, arguments) { Suggestion = suggestion });
        return null;
    }
}
