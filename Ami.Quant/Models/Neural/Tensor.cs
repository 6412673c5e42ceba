namespace Ami.Quant.Models.Neural;

/// <summary>
/// A contiguous row-major matrix of floats in a <see cref="Graph"/>, with room for its gradient. Higher ranks are folded into rows:
/// a batch of sequences has one row per sample and time.
/// </summary>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
/// <param name="value">The elements; storage is padded to whole vectors.</param>
/// <param name="gradient">Derivatives of the loss, shaped like the elements; null where none are wanted.</param>
internal sealed unsafe class Tensor(int rows, int columns, float* value, float* gradient)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public int Length => Rows * Columns;

    public float* Value { get; } = value;

    public float* Gradient { get; } = gradient;

    public bool HasGradient => Gradient != null;

    public Span<float> Values => new(Value, Length);

    public Span<float> Gradients => new(Gradient, HasGradient ? Length : 0);

    /// <summary>The same elements in another shape of the same size.</summary>
    public Tensor Reshape(int rows, int columns) =>
        rows * columns == Length
            ? new Tensor(rows, columns, Value, Gradient)
            : throw new ArgumentException($"{Rows} x {Columns} elements do not fill {rows} x {columns}.");
}

/// <summary>One operation of a <see cref="Graph"/>.</summary>
internal abstract class Node
{
    /// <summary>Computes the result from the operands.</summary>
    public abstract void Forward();

    /// <summary>Adds to the operands' gradients what the result's gradient implies.</summary>
    public abstract void Backward();
}
