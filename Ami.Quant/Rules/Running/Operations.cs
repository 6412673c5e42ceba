using System.Numerics;
using Vec = System.Numerics.Vector<double>;

namespace Ami.Quant.Rules;

internal static class Operations
{
    /// <summary>
    /// Two numbers closer than this share of the larger are equal: 0.1 + 0.2 is 0.3, and a price stays equal to its average in a market that
    /// stands still. Prices and amounts that differ, differ by more.
    /// </summary>
    public const double Tolerance = 1e-12;

    public static readonly Operation Add = Operation.Of<AddOperation>();
    public static readonly Operation Subtract = Operation.Of<SubtractOperation>();
    public static readonly Operation Multiply = Operation.Of<MultiplyOperation>();
    public static readonly Operation Divide = Operation.Of<DivideOperation>();
    public static readonly Operation Minimum = Operation.Of<MinimumOperation>();
    public static readonly Operation Maximum = Operation.Of<MaximumOperation>();
    public static readonly Operation Greater = Operation.Of<GreaterOperation>();
    public static readonly Operation GreaterOrEqual = Operation.Of<GreaterOrEqualOperation>();
    public static readonly Operation Equal = Operation.Of<EqualOperation>();
    public static readonly Operation And = Operation.Of<AndOperation>();
    public static readonly Operation Or = Operation.Of<OrOperation>();

    private static readonly Vec Undefined = new(double.NaN);

    private static Vec Finite(Vec value) => Vector.ConditionalSelect(Vector.Equals(value - value, Vec.Zero), value, Undefined);

    // 0 where both have a value, NaN elsewhere.
    private static Vec Known(Vec left, Vec right) => left - left + (right - right);

    private static Vec Margin(Vec left, Vec right) => Vector.Max(Vector.Abs(left), Vector.Abs(right)) * Tolerance;

    private static Vec Truth(Vector<long> mask, Vec left, Vec right) => Vector.ConditionalSelect(mask, Vec.One, Vec.Zero) + Known(left, right);

    private readonly struct AddOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) => Finite(left + right);
    }

    private readonly struct SubtractOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) => Finite(left - right);
    }

    private readonly struct MultiplyOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) => Finite(left * right);
    }

    private readonly struct DivideOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) => Finite(left / right);
    }

    private readonly struct MinimumOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) => Vector.ConditionalSelect(Vector.LessThan(left, right), left, right) + Known(left, right);
    }

    private readonly struct MaximumOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) => Vector.ConditionalSelect(Vector.GreaterThan(left, right), left, right) + Known(left, right);
    }

    private readonly struct GreaterOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) => Truth(Vector.GreaterThan(left - right, Margin(left, right)), left, right);
    }

    private readonly struct GreaterOrEqualOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) => Truth(Vector.GreaterThanOrEqual(left - right, -Margin(left, right)), left, right);
    }

    private readonly struct EqualOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) => Truth(Vector.LessThanOrEqual(Vector.Abs(left - right), Margin(left, right)), left, right);
    }

    // Kleene's logic: one false is enough whatever the other is; 1 · 1 is 1, anything undefined stays so.
    private readonly struct AndOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) =>
            Vector.ConditionalSelect(Vector.BitwiseOr(Vector.Equals(left, Vec.Zero), Vector.Equals(right, Vec.Zero)), Vec.Zero, left * right);
    }

    private readonly struct OrOperation : IOperation
    {
        public static Vec Apply(Vec left, Vec right) =>
            Vector.ConditionalSelect(Vector.BitwiseOr(Vector.Equals(left, Vec.One), Vector.Equals(right, Vec.One)), Vec.One, left + right);
    }
}
