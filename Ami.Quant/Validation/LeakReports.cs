namespace Ami.Quant.Validation;

/// <summary>Scores of one fold against its labels, made by a model that was not fitted on them.</summary>
/// <param name="Labels">0 or 1 per sample.</param>
/// <param name="Scores">Any number that grows with the belief in label 1.</param>
public sealed record OutOfSample(double[] Labels, double[] Scores);

/// <summary>What a pipeline scored on labels without meaning.</summary>
/// <param name="Auc">Mean area under the ROC curve over folds and shuffles.</param>
/// <param name="Low">Lower end of the range in which chance stays.</param>
/// <param name="High">Upper end of the range in which chance stays.</param>
/// <param name="Shuffles">How often the labels were shuffled.</param>
public sealed record ShuffledLabelsReport(double Auc, double Low, double High, int Shuffles)
{
    /// <summary>True when the score is what chance allows: no information leaks from labels into scores.</summary>
    public bool Passed => Auc >= Low && Auc <= High;
}

/// <summary>What a feature knows of a later bar.</summary>
public enum Foreseen
{
    /// <summary>Whether it rises or falls.</summary>
    Direction,

    /// <summary>How far it moves either way.</summary>
    Size,
}

/// <summary>A feature that knows more about the next bars than follows from the bars before.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="BarsAhead">Bars after the sample at which it is most informative.</param>
/// <param name="Auc">Area under the ROC curve of the feature for a rise over that bar; 0.5 is no information, in either direction.</param>
/// <param name="StandardErrors">Distance of the correlation from 0 in standard errors.</param>
/// <param name="What">What it knows.</param>
/// <param name="Correlation">Of that with what neither earlier bars nor the feature's earlier values explain of it, −1 to 1.</param>
public sealed record ForesightFinding(string Feature, int BarsAhead, double Auc, double StandardErrors, Foreseen What, double Correlation);

/// <summary>A feature value that changed when later bars were taken away.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Row">The sample.</param>
/// <param name="Cut">Number of bars the truncated computation was given.</param>
/// <param name="WithFuture">Value computed from all bars.</param>
/// <param name="WithoutFuture">Value computed from the bars up to the cut.</param>
public sealed record RecomputationFinding(string Feature, int Row, int Cut, double WithFuture, double WithoutFuture);

/// <summary>A sample that was learnt from although it knows of bars by which another is judged.</summary>
/// <param name="Fold">Position of the fold.</param>
/// <param name="Train">The sample that should have been purged.</param>
/// <param name="Test">The first judged sample that it shares a bar with, or that it follows within the embargo.</param>
public sealed record OverlapFinding(int Fold, int Train, int Test);
