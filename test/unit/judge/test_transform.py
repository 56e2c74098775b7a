"""The transformations by which pairs are made. Run: python -m unittest discover -s test/unit/judge"""

import random
import sys
import unittest
from pathlib import Path

import yaml

JUDGE = Path(__file__).parents[3] / "server" / "judge"
sys.path.insert(0, str(JUDGE))

from matters import matters_in
from speech import Said, read_sentences, sentences
from transform import across_axis, negated, other_form, other_scope, read_axes, read_negative_forms, shortened


class Transformations(unittest.TestCase):
    def setUp(self):
        self.rng = random.Random(1)

    def test_denies_the_main_clause(self):
        made = negated("States should share information.", self.rng)
        self.assertIn(made, {"States should not share information.", "States should in no way share information."})

    def test_takes_a_denial_out(self):
        self.assertEqual(negated("The Council should not act.", self.rng), "The Council should act.")

    def test_leaves_a_condition_alone(self):
        self.assertIsNone(negated("If the Council should act, all would gain.", self.rng))

    def test_moves_to_the_other_pole(self):
        made = across_axis("Participation should be voluntary.", read_axes(), self.rng)
        self.assertIsNotNone(made)
        self.assertNotIn("voluntary", made)
        self.assertTrue(made.startswith("Participation should be "))

    def test_leaves_a_name_that_holds_a_pole_alone(self):
        self.assertIsNone(across_axis("Voluntary norms guide States.", read_axes(), self.rng))

    def test_exchanges_an_adjective_for_its_denial(self):
        forms = read_negative_forms()
        self.assertEqual(other_form("It is unnecessary.", forms), ("It is necessary.", "It is not necessary."))
        self.assertEqual(other_form("It is necessary.", forms), ("It is unnecessary.", None))
        self.assertIsNone(other_form("It is not at all necessary to be so; it can never be necessary.", forms))

    def test_names_another_of_the_same_kind(self):
        self.assertEqual(other_scope("We speak of the World Bank.", self.rng), "We speak of the International Monetary Fund.")
        self.assertIsNone(other_scope("We speak of peace.", self.rng))

    def test_drops_a_closing_addition(self):
        text = "We support the work of the Committee on all these matters, including its reports."
        self.assertEqual(shortened(text), "We support the work of the Committee on all these matters.")


class Speeches(unittest.TestCase):
    def test_gives_whole_sentences_of_middling_length(self):
        text = "Mr. President.\n1. We have come here with hope and with trust. Yes. It is time to act on all of this now."
        self.assertEqual(
            sentences(text), ["We have come here with hope and with trust.", "It is time to act on all of this now."]
        )

    def test_gives_each_a_neighbour_that_is_not_itself(self):
        said = read_sentences([("a", "We support the new fund for peace. The new fund for peace is small.")], random.Random(1))
        self.assertEqual(len(said), 2)
        self.assertTrue(all(each.mate != each.text for each in said))

    def test_finds_what_is_supported(self):
        text = "We support the establishment of a permanent fund, as we did before."
        found = dict(matters_in([Said(text, "a", "")]))
        self.assertEqual(found["the establishment of a permanent fund"], text)
        self.assertIsNone(found["a permanent fund"])


class Frames(unittest.TestCase):
    def test_have_two_poles_with_a_place_for_the_matter(self):
        frames = yaml.safe_load((JUDGE / "frames.yaml").read_text())
        for family, poles in frames.items():
            self.assertEqual(set(poles), {"for", "against"}, family)
            for frame in poles["for"] + poles["against"]:
                self.assertEqual(frame.lower().count("{x}"), 1, frame)


if __name__ == "__main__":
    unittest.main()
