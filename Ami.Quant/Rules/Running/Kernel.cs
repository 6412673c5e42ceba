using System.Numerics;

namespace Ami.Quant.Rules;

/// <summary>
/// One step of a running rule. It reads columns that earlier steps wrote and writes its own, a block of bars at a time, and keeps what it needs
/// of earlier blocks. A block of one bar is streaming: both go through the same code, so both give the same answer.
/// </summary>
internal abstract class Kernel
{
    /// <summary>Computes the next bars.</summary>
    /// <param name="count">How many; columns are that long, rounded up to whole vectors.</param>
    public abstract void Run(int count);

    /// <summary>Forgets earlier blocks.</summary>
    public virtual void Reset() { }
}

/// <summary>
/// A calculation on two values, without memory. Truth is 1, falsehood 0, undefined NaN. Nothing is infinite: what would be, is undefined.
/// </summary>
internal interface IOperation
{
    static abstract Vector<double> Apply(Vector<double> left, Vector<double> right);
}

internal sealed class OperationKernel<T>(double[] left, double[] right, double[] output) : Kernel
    where T : struct, IOperation
{
    public override void Run(int count)
    {
        // Columns are whole vectors long; what is computed beyond count is read by nobody.
        for (var i = 0; i < count; i += Vector<double>.Count)
        {
            T.Apply(new Vector<double>(left, i), new Vector<double>(right, i)).CopyTo(output, i);
        }
    }
}

/// <summary>An operation without its type: to be made into a step, or done at once for constants.</summary>
internal sealed class Operation
{
    private Operation(Func<double[], double[], double[], Kernel> make, Func<double, double, double> fold) => (Make, Fold) = (make, fold);

    public Func<double[], double[], double[], Kernel> Make { get; }

    public Func<double, double, double> Fold { get; }

    public static Operation Of<T>()
        where T : struct, IOperation =>
        new(
            (left, right, output) => new OperationKernel<T>(left, right, output),
            (left, right) => T.Apply(new Vector<double>(left), new Vector<double>(right))[0]
        );
}
