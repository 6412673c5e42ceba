namespace Ami.Quant.Rules;

internal sealed partial class Binder
{
    private Bound? Unary(UnaryNode node)
    {
        var operand = Bind(node.Operand);
        if (operand is null)
        {
            return null;
        }

        if (node.Operator == "not")
        {
            return Wanted("not", operand, RuleKind.Truth, node.Operand.Place) ? Not(operand) : null;
        }

        if (operand.Type.Kind is not (RuleKind.Number or RuleKind.Duration))
        {
            return Fail(RuleError.OperandType, node.Operand.Place, "-", RuleTexts.NumberOrDuration, RuleTexts.WordOf(operand.Type));
        }

        return Compute("-", Operations.Subtract, operand.Type.Kind, Constant(operand.Type, 0), operand);
    }

    private Bound Not(Bound condition) => Compute("-", Operations.Subtract, RuleKind.Truth, Constant(RuleType.Truth, 1), condition);

    private Bound? Binary(BinaryNode node)
    {
        var left = Bind(node.Left);
        var right = Bind(node.Right);
        if (left is null || right is null)
        {
            return null;
        }

        return node.Operator switch
        {
            "and" or "or" => Logic(node, left, right),
            "+" or "-" or "*" or "/" => Arithmetic(node, left, right),
            "==" or "!=" => Equality(node, left, right),
            _ => Order(node, left, right),
        };
    }

    private Bound? Logic(BinaryNode node, Bound left, Bound right)
    {
        // Both are looked at, so that both mistakes are told.
        if (!Wanted(node.Operator, left, RuleKind.Truth, node.Left.Place) | !Wanted(node.Operator, right, RuleKind.Truth, node.Right.Place))
        {
            return null;
        }

        return Compute(node.Operator, node.Operator == "and" ? Operations.And : Operations.Or, RuleKind.Truth, left, right);
    }

    private Bound? Arithmetic(BinaryNode node, Bound left, Bound right)
    {
        if (!Measured(node.Operator, left, node.Left.Place) | !Measured(node.Operator, right, node.Right.Place))
        {
            return null;
        }

        RuleKind? kind = (node.Operator, left.Type.Kind, right.Type.Kind) switch
        {
            (_, RuleKind.Number, RuleKind.Number) => RuleKind.Number,
            ("+" or "-", RuleKind.Duration, RuleKind.Duration) => RuleKind.Duration,
            ("*", _, RuleKind.Number) or ("*", RuleKind.Number, _) or ("/", RuleKind.Duration, RuleKind.Number) => RuleKind.Duration,
            ("/", RuleKind.Duration, RuleKind.Duration) => RuleKind.Number,
            _ => null,
        };
        if (kind is null)
        {
            return Differ(node, left, right);
        }

        var operation = node.Operator switch
        {
            "+" => Operations.Add,
            "-" => Operations.Subtract,
            "*" => Operations.Multiply,
            _ => Operations.Divide,
        };
        return Compute(node.Operator, operation, kind.Value, left, right);
    }

    private Bound? Order(BinaryNode node, Bound left, Bound right)
    {
        if (!Measured(node.Operator, left, node.Left.Place) | !Measured(node.Operator, right, node.Right.Place))
        {
            return null;
        }

        if (left.Type.Kind != right.Type.Kind)
        {
            return Differ(node, left, right);
        }

        return node.Operator switch
        {
            ">" => Greater(left, right),
            "<" => Greater(right, left),
            ">=" => Compute(">=", Operations.GreaterOrEqual, RuleKind.Truth, left, right),
            _ => Compute(">=", Operations.GreaterOrEqual, RuleKind.Truth, right, left),
        };
    }

    private Bound Greater(Bound left, Bound right) => Compute(">", Operations.Greater, RuleKind.Truth, left, right);

    private Bound? Equality(BinaryNode node, Bound left, Bound right)
    {
        if (left.Type.Kind != right.Type.Kind)
        {
            return Differ(node, left, right);
        }

        Bound equal;
        if (left.Type.Kind == RuleKind.Text)
        {
            if (!CanBe(left, right, node.Right.Place) | !CanBe(right, left, node.Left.Place))
            {
                return null;
            }

            equal = TextEquality(node, left.ReadText!, right.ReadText!);
        }
        else
        {
            equal = Compute("==", Operations.Equal, RuleKind.Truth, left, right);
        }

        return node.Operator == "==" ? equal : Not(equal);
    }

    private Bound TextEquality(BinaryNode node, Func<FactValues, string?> left, Func<FactValues, string?> right)
    {
        var column = Plan.Column($"{RuleFormat.Print(node.Left)} == {RuleFormat.Print(node.Right)}", 1, out var isNew);
        if (isNew)
        {
            Plan.Scalars.Add(new PlanScalar(column, Read));
        }

        return new Bound(RuleType.Truth, column, 0);

        double Read(FactValues values) =>
            (left(values), right(values)) switch
            {
                (null, _) or (_, null) => double.NaN,
                var (a, b) => string.Equals(a, b, StringComparison.Ordinal) ? 1 : 0,
            };
    }

    private bool CanBe(Bound fact, Bound text, Place place)
    {
        if (fact.Fact is not { Texts.Count: > 0 } spec || text.Text is null || spec.Texts.Contains(text.Text))
        {
            return true;
        }

        var nearest = RuleLanguage.Nearest(text.Text, spec.Texts);
        Suggest(
            RuleError.UnknownText,
            place,
            nearest is null ? null : RuleFormat.Print(new TextNode(nearest, place)),
            spec.Name,
            text.Text,
            string.Join(", ", spec.Texts)
        );
        return false;
    }

    private bool Wanted(string symbol, Bound operand, RuleKind kind, Place place)
    {
        if (operand.Type.Kind == kind)
        {
            return true;
        }

        Fail(RuleError.OperandType, place, symbol, RuleTexts.WordOf(new RuleType(kind)), RuleTexts.WordOf(operand.Type));
        return false;
    }

    private bool Measured(string symbol, Bound operand, Place place)
    {
        if (operand.Type.Kind is RuleKind.Number or RuleKind.Duration)
        {
            return true;
        }

        Fail(RuleError.OperandType, place, symbol, RuleTexts.NumberOrDuration, RuleTexts.WordOf(operand.Type));
        return false;
    }

    private Bound? Differ(BinaryNode node, Bound left, Bound right) =>
        Fail(RuleError.OperandsDiffer, node.OperatorPlace, node.Operator, RuleTexts.WordOf(left.Type), RuleTexts.WordOf(right.Type));
}
