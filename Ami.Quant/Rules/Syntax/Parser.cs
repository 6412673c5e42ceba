namespace Ami.Quant.Rules;

/// <summary>
/// Reads a rule by precedence climbing (Pratt). It stops at the first word that does not fit: what follows such a word is guesswork.
/// </summary>
internal sealed class Parser
{
    private readonly Lexer _lexer;
    private readonly RuleLimits _limits;
    private Token _token;
    private int _depth;
    private int _nodes;

    private Parser(string text, RuleLimits limits)
    {
        (_lexer, _limits) = (new Lexer(text), limits);
        _token = _lexer.Next();
    }

    /// <summary>Reads a whole rule.</summary>
    /// <exception cref="RuleException">The text is no rule; the error says where and why.</exception>
    public static RuleNode Parse(string text, RuleLimits limits)
    {
        if (text.Length > limits.Length)
        {
            throw new RuleException(
                new RuleError(RuleError.TooLong, limits.Length, text.Length - limits.Length, [RuleError.Figure(limits.Length), RuleError.Figure(text.Length)])
            );
        }

        var parser = new Parser(text, limits);
        if (parser._token.Kind == TokenKind.End)
        {
            throw new RuleException(new RuleError(RuleError.Empty, parser._token.Place.Start, 0));
        }

        var rule = parser.Expression(0);
        if (parser._token.Kind != TokenKind.End)
        {
            throw parser.Unexpected(RuleTexts.ExpectedOperator);
        }

        return rule;
    }

    /// <summary>How tightly an operator binds its operands; 0 is no operator.</summary>
    internal static int Binding(string symbol) =>
        symbol switch
        {
            "or" => 1,
            "and" => 2,
            "not" => 3,
            "<" or "<=" or ">" or ">=" or "==" or "!=" => 4,
            "+" or "-" => 5,
            "*" or "/" => 6,
            _ => 0,
        };

    internal const int SignBinding = 7;
    private const int ComparisonBinding = 4;

    private RuleNode Expression(int binding)
    {
        if (++_depth > _limits.Depth)
        {
            throw new RuleException(new RuleError(RuleError.TooDeep, _token.Place.Start, _token.Place.Length, [RuleError.Figure(_limits.Depth)]));
        }

        var left = Prefix();
        while (_token.Kind is TokenKind.Symbol or TokenKind.Name && Binding(_token.Text) is var power && power > binding && !_token.Is("not"))
        {
            var symbol = Take();
            var right = Expression(power);
            left = Count(new BinaryNode(symbol.Text, left, right, symbol.Place, left.Place.To(right.Place)));
            if (power == ComparisonBinding && Binding(_token.Text) == ComparisonBinding)
            {
                throw new RuleException(new RuleError(RuleError.ChainedComparison, _token.Place.Start, _token.Place.Length, [_token.Text]));
            }
        }
        _depth--;
        return left;
    }

    private RuleNode Prefix()
    {
        if (_token.Is("-") || _token.Is("not"))
        {
            var symbol = Take();
            var operand = Expression(symbol.Text == "-" ? SignBinding - 1 : Binding("not") - 1);
            return Count(new UnaryNode(symbol.Text, operand, symbol.Place.To(operand.Place)));
        }
        var node = Primary();
        while (_token.Is("["))
        {
            Take();
            var bars = Expression(0);
            var close = Expect("]");
            node = Count(new PastNode(node, bars, node.Place.To(close.Place)));
        }
        return node;
    }

    private RuleNode Primary()
    {
        switch (_token.Kind)
        {
            case TokenKind.Number:
                return Count(new NumberNode(_token.Value, Take().Place));
            case TokenKind.Duration:
                return Count(new DurationNode(_token.Value, Take().Place));
            case TokenKind.Text:
                return Count(new TextNode(_token.Text, Take().Place));
            case TokenKind.Name when _token.Text is "true" or "false":
                return Count(new TruthNode(_token.Text == "true", Take().Place));
            case TokenKind.Name when Binding(_token.Text) == 0:
                return Named();
        }
        if (!_token.Is("("))
        {
            throw Unexpected(RuleTexts.ExpectedValue);
        }

        Take();
        var inner = Expression(0);
        Expect(")");
        return inner;
    }

    private RuleNode Named()
    {
        var first = Take();
        if (_token.Is("("))
        {
            return Call(first);
        }

        var (name, place) = (first.Text, first.Place);
        while (_token.Is("."))
        {
            var part = Member();
            (name, place) = ($"{name}.{part.Text}", place.To(part.Place));
        }
        return Count(new NameNode(name, place));
    }

    private CallNode Call(Token name)
    {
        Take();
        var arguments = new List<RuleNode>();
        while (!_token.Is(")"))
        {
            if (arguments.Count > 0)
            {
                Expect(",");
            }

            if (arguments.Count == _limits.Arguments)
            {
                throw new RuleException(
                    new RuleError(RuleError.TooManyArguments, _token.Place.Start, _token.Place.Length, [name.Text, RuleError.Figure(_limits.Arguments)])
                );
            }

            arguments.Add(Expression(0));
            if (!_token.Is(",") && !_token.Is(")"))
            {
                throw Unexpected(RuleTexts.ExpectedEndOfArguments);
            }
        }
        var last = Take();
        if (!_token.Is("."))
        {
            return Count(new CallNode(name.Text, arguments, null, name.Place, last.Place, name.Place.To(last.Place)));
        }

        var output = Member();
        return Count(new CallNode(name.Text, arguments, output.Text, name.Place, output.Place, name.Place.To(output.Place)));
    }

    private Token Member()
    {
        Take();
        return _token.Kind == TokenKind.Name ? Take() : throw Unexpected(RuleTexts.ExpectedName);
    }

    private Token Take()
    {
        var taken = _token;
        _token = _lexer.Next();
        return taken;
    }

    private Token Expect(string symbol) => _token.Is(symbol) ? Take() : throw Unexpected(symbol);

    private T Count<T>(T node)
        where T : RuleNode =>
        ++_nodes <= _limits.Nodes
            ? node
            : throw new RuleException(new RuleError(RuleError.TooManyParts, node.Place.Start, node.Place.Length, [RuleError.Figure(_limits.Nodes)]));

    private RuleException Unexpected(string expected)
    {
        var (start, length) = _token.Place;
        if (_token.Kind == TokenKind.End)
        {
            return new RuleException(new RuleError(RuleError.UnexpectedEnd, start, 0, [expected]));
        }

        var found = _token.Kind switch
        {
            TokenKind.Number => RuleTexts.WordOf(RuleType.Number),
            TokenKind.Duration => RuleTexts.WordOf(RuleType.Duration),
            TokenKind.Text => RuleTexts.WordOf(RuleType.Text),
            _ => _token.Text,
        };
        return new RuleException(new RuleError(RuleError.Unexpected, start, length, [expected, found]));
    }
}
