namespace Ami.Quant.Models.Trees;

/// <summary>A way to divide a node, with the sums of the left child.</summary>
/// <param name="Gain">Reduction of the regularised loss, times two; 0 or less when there is none.</param>
/// <param name="Feature">Feature to split on.</param>
/// <param name="Bin">Last bin that goes left.</param>
/// <param name="MissingLeft">Whether missing values go left.</param>
/// <param name="LeftGradient">Sum of gradients going left.</param>
/// <param name="LeftHessian">Sum of hessians going left.</param>
internal readonly record struct Split(double Gain, int Feature, int Bin, bool MissingLeft, double LeftGradient, double LeftHessian)
{
    public static readonly Split None = new(0, -1, 0, false, 0, 0);
}

/// <summary>What is known of a node before it is split.</summary>
/// <param name="Gradient">Sum of gradients.</param>
/// <param name="Hessian">Sum of hessians.</param>
/// <param name="Lower">Least score allowed by monotone constraints above.</param>
/// <param name="Upper">Greatest score allowed by monotone constraints above.</param>
internal readonly record struct NodeSums(double Gradient, double Hessian, double Lower, double Upper);
