using System.Runtime.InteropServices;

namespace Ami.Quant.Models.Trees;

/// <summary>First and second derivative of a sample's loss by its score.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct GradientPair(float Gradient, float Hessian);
