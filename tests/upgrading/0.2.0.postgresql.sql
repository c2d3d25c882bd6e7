--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: document_about_assessments_assessment_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.document_about_assessments_assessment_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.subject_label = 'assessments.assessment' THEN PERFORM 1 FROM (SELECT 1 FROM assessments_assessment s WHERE s.id = NEW.subject_pk FOR KEY SHARE) found; IF NOT FOUND THEN RAISE EXCEPTION 'Waar dit document over gaat, bestaat niet.' USING ERRCODE = 'integrity_constraint_violation'; END IF; END IF; RETURN NEW; END $$;


--
-- Name: document_about_national_nationalreport_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.document_about_national_nationalreport_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.subject_label = 'national.nationalreport' THEN PERFORM 1 FROM (SELECT 1 FROM national_nationalreport s WHERE s.id = NEW.subject_pk FOR KEY SHARE) found; IF NOT FOUND THEN RAISE EXCEPTION 'Waar dit document over gaat, bestaat niet.' USING ERRCODE = 'integrity_constraint_violation'; END IF; END IF; RETURN NEW; END $$;


--
-- Name: document_about_national_nationalversion_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.document_about_national_nationalversion_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.subject_label = 'national.nationalversion' THEN PERFORM 1 FROM (SELECT 1 FROM national_nationalversion s WHERE s.id = NEW.subject_pk FOR KEY SHARE) found; IF NOT FOUND THEN RAISE EXCEPTION 'Waar dit document over gaat, bestaat niet.' USING ERRCODE = 'integrity_constraint_violation'; END IF; END IF; RETURN NEW; END $$;


--
-- Name: document_about_networks_network_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.document_about_networks_network_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.subject_label = 'networks.network' THEN PERFORM 1 FROM (SELECT 1 FROM networks_network s WHERE s.id = NEW.subject_pk FOR KEY SHARE) found; IF NOT FOUND THEN RAISE EXCEPTION 'Waar dit document over gaat, bestaat niet.' USING ERRCODE = 'integrity_constraint_violation'; END IF; END IF; RETURN NEW; END $$;


--
-- Name: document_about_reports_reportversion_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.document_about_reports_reportversion_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.subject_label = 'reports.reportversion' THEN PERFORM 1 FROM (SELECT 1 FROM reports_reportversion s WHERE s.id = NEW.subject_pk FOR KEY SHARE) found; IF NOT FOUND THEN RAISE EXCEPTION 'Waar dit document over gaat, bestaat niet.' USING ERRCODE = 'integrity_constraint_violation'; END IF; END IF; RETURN NEW; END $$;


--
-- Name: documents_go_with_assessments_assessment(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.documents_go_with_assessments_assessment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN DELETE FROM documents_document WHERE subject_label = 'assessments.assessment' AND subject_pk = OLD.id; RETURN OLD; END $$;


--
-- Name: documents_go_with_national_nationalreport(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.documents_go_with_national_nationalreport() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN DELETE FROM documents_document WHERE subject_label = 'national.nationalreport' AND subject_pk = OLD.id; RETURN OLD; END $$;


--
-- Name: documents_go_with_national_nationalversion(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.documents_go_with_national_nationalversion() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN DELETE FROM documents_document WHERE subject_label = 'national.nationalversion' AND subject_pk = OLD.id; RETURN OLD; END $$;


--
-- Name: documents_go_with_networks_network(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.documents_go_with_networks_network() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN DELETE FROM documents_document WHERE subject_label = 'networks.network' AND subject_pk = OLD.id; RETURN OLD; END $$;


--
-- Name: documents_go_with_reports_reportversion(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.documents_go_with_reports_reportversion() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN DELETE FROM documents_document WHERE subject_label = 'reports.reportversion' AND subject_pk = OLD.id; RETURN OLD; END $$;


--
-- Name: frozen_content_indicators_indicatorset_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_content_indicators_indicatorset_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.status <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_content_indicators_indicatorset_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_content_indicators_indicatorset_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.status <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_content_indicators_indicatorset_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_content_indicators_indicatorset_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.status <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_reopened_national_nationalversion_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_reopened_national_nationalversion_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.reopened_at IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_reopened_national_nationalversion_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_reopened_national_nationalversion_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.reopened_at IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_reopened_reports_reportversion_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_reopened_reports_reportversion_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.reopened_at IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_reopened_reports_reportversion_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_reopened_reports_reportversion_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.reopened_at IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_answer_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_answer_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_answer_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_answer_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_answer_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_answer_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_answer_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_answer_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_assessment_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_assessment_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'confirmed' AND (NEW.state = 'confirmed' OR EXISTS (SELECT 1 FROM reports_reportversion v WHERE v.assessment_id = OLD.id AND v.reopened_at IS NULL)) THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_assessment_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_assessment_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'confirmed' AND (NEW.state = 'confirmed' OR EXISTS (SELECT 1 FROM reports_reportversion v WHERE v.assessment_id = OLD.id AND v.reopened_at IS NULL)) THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_conclusion_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_conclusion_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_conclusion_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_conclusion_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_conclusion_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_conclusion_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_conclusion_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_conclusion_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_factcheck_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_factcheck_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_factcheck_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_factcheck_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_factcheck_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_factcheck_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_factcheck_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_factcheck_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_finding_criteria_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_criteria_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_finding p ON p.assessment_id = a.id WHERE p.id = OLD.finding_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_finding_criteria_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_criteria_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_finding p ON p.assessment_id = a.id WHERE p.id = NEW.finding_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_finding_criteria_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_criteria_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_finding p ON p.assessment_id = a.id WHERE p.id = NEW.finding_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_finding_criteria_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_criteria_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_finding p ON p.assessment_id = a.id WHERE p.id = OLD.finding_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_finding_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_finding_indicators_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_indicators_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_finding p ON p.assessment_id = a.id WHERE p.id = OLD.finding_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_finding_indicators_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_indicators_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_finding p ON p.assessment_id = a.id WHERE p.id = NEW.finding_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_finding_indicators_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_indicators_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_finding p ON p.assessment_id = a.id WHERE p.id = NEW.finding_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_finding_indicators_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_indicators_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_finding p ON p.assessment_id = a.id WHERE p.id = OLD.finding_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_finding_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_finding_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_finding_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_finding_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_followup_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_followup_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_followup_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_followup_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_followup_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_followup_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_followup_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_followup_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_groupestimate_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_groupestimate_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_groupestimate_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_groupestimate_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_groupestimate_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_groupestimate_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_groupestimate_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_groupestimate_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_recommendation_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_recommendation_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_recommendation_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_recommendation_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_recommendation_repeats_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_recommendation_repeats_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_recommendation p ON p.assessment_id = a.id WHERE p.id = OLD.recommendation_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_recommendation_repeats_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_recommendation_repeats_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_recommendation p ON p.assessment_id = a.id WHERE p.id = NEW.recommendation_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_recommendation_repeats_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_recommendation_repeats_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_recommendation p ON p.assessment_id = a.id WHERE p.id = NEW.recommendation_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_recommendation_repeats_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_recommendation_repeats_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a JOIN assessments_recommendation p ON p.assessment_id = a.id WHERE p.id = OLD.recommendation_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_recommendation_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_recommendation_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_recommendation_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_recommendation_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_setchange_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_setchange_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_assessments_setchange_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_setchange_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_setchange_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_setchange_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = NEW.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_assessments_setchange_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_assessments_setchange_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT a.state FROM assessments_assessment a WHERE a.id = OLD.assessment_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_documents_document_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_documents_document_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'done' AND OLD.kept THEN RAISE EXCEPTION 'Een document van een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_documents_document_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_documents_document_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'done' AND OLD.kept THEN RAISE EXCEPTION 'Een document van een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_documents_document_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_documents_document_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'done' AND OLD.kept THEN RAISE EXCEPTION 'Een document van een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_aspect_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_aspect_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id JOIN indicators_indicatorgroup g ON g.theme_id = t.id JOIN indicators_indicator i ON i.group_id = g.id WHERE i.id = OLD.indicator_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_indicators_aspect_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_aspect_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id JOIN indicators_indicatorgroup g ON g.theme_id = t.id JOIN indicators_indicator i ON i.group_id = g.id WHERE i.id = NEW.indicator_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_aspect_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_aspect_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id JOIN indicators_indicatorgroup g ON g.theme_id = t.id JOIN indicators_indicator i ON i.group_id = g.id WHERE i.id = NEW.indicator_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_aspect_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_aspect_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id JOIN indicators_indicatorgroup g ON g.theme_id = t.id JOIN indicators_indicator i ON i.group_id = g.id WHERE i.id = OLD.indicator_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_criterion_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_criterion_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id WHERE t.id = OLD.theme_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_indicators_criterion_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_criterion_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id WHERE t.id = NEW.theme_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_criterion_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_criterion_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id WHERE t.id = NEW.theme_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_criterion_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_criterion_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id WHERE t.id = OLD.theme_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_indicator_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicator_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id JOIN indicators_indicatorgroup g ON g.theme_id = t.id WHERE g.id = OLD.group_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_indicators_indicator_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicator_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id JOIN indicators_indicatorgroup g ON g.theme_id = t.id WHERE g.id = NEW.group_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_indicator_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicator_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id JOIN indicators_indicatorgroup g ON g.theme_id = t.id WHERE g.id = NEW.group_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_indicator_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicator_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id JOIN indicators_indicatorgroup g ON g.theme_id = t.id WHERE g.id = OLD.group_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_indicatorgroup_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicatorgroup_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id WHERE t.id = OLD.theme_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_indicators_indicatorgroup_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicatorgroup_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id WHERE t.id = NEW.theme_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_indicatorgroup_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicatorgroup_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id WHERE t.id = NEW.theme_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_indicatorgroup_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicatorgroup_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s JOIN indicators_theme t ON t.indicator_set_id = s.id WHERE t.id = OLD.theme_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_indicatorset_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicatorset_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.status <> 'draft' AND NEW.status = 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_indicatorset_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_indicatorset_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.status <> 'draft' AND NEW.status = 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_theme_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_theme_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s WHERE s.id = OLD.indicator_set_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_indicators_theme_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_theme_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s WHERE s.id = NEW.indicator_set_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_theme_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_theme_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s WHERE s.id = NEW.indicator_set_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_indicators_theme_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_indicators_theme_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT s.status FROM indicators_indicatorset s WHERE s.id = OLD.indicator_set_id) <> 'draft' THEN RAISE EXCEPTION 'Een gepubliceerde indicatorenset verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_national_nationalrecommendation_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_national_nationalrecommendation_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT r.state FROM national_nationalreport r WHERE r.id = OLD.report_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_national_nationalrecommendation_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_national_nationalrecommendation_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT r.state FROM national_nationalreport r WHERE r.id = NEW.report_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_national_nationalrecommendation_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_national_nationalrecommendation_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT r.state FROM national_nationalreport r WHERE r.id = NEW.report_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_national_nationalrecommendation_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_national_nationalrecommendation_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (SELECT r.state FROM national_nationalreport r WHERE r.id = OLD.report_id) = 'confirmed' THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_national_nationalreport_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_national_nationalreport_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'confirmed' AND (NEW.state = 'confirmed' OR EXISTS (SELECT 1 FROM national_nationalversion v WHERE v.report_id = OLD.id AND v.reopened_at IS NULL)) THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_national_nationalreport_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_national_nationalreport_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'confirmed' AND (NEW.state = 'confirmed' OR EXISTS (SELECT 1 FROM national_nationalversion v WHERE v.report_id = OLD.id AND v.reopened_at IS NULL)) THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_national_nationalversion_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_national_nationalversion_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.number IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_national_nationalversion_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_national_nationalversion_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.number IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_national_nationalversion_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_national_nationalversion_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.number IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_reports_confirmedtext_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_reports_confirmedtext_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM reports_reportversion v WHERE v.assessment_id = OLD.assessment_id AND v.reopened_at IS NULL) THEN RAISE EXCEPTION 'Een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_reports_confirmedtext_insert_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_reports_confirmedtext_insert_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM reports_reportversion v WHERE v.assessment_id = NEW.assessment_id AND v.reopened_at IS NULL) THEN RAISE EXCEPTION 'Een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_reports_confirmedtext_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_reports_confirmedtext_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM reports_reportversion v WHERE v.assessment_id = NEW.assessment_id AND v.reopened_at IS NULL) THEN RAISE EXCEPTION 'Een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_reports_confirmedtext_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_reports_confirmedtext_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM reports_reportversion v WHERE v.assessment_id = OLD.assessment_id AND v.reopened_at IS NULL) THEN RAISE EXCEPTION 'Een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_reports_reportversion_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_reports_reportversion_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.number IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_row_reports_reportversion_update_new(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_reports_reportversion_update_new() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.number IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_row_reports_reportversion_update_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_row_reports_reportversion_update_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.number IS NOT NULL THEN RAISE EXCEPTION 'Een vastgesteld rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_whole_assessments_assessment_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_whole_assessments_assessment_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'confirmed' THEN RAISE EXCEPTION 'Een vastgestelde zelfevaluatie verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_whole_national_nationalreport_delete_old(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_whole_national_nationalreport_delete_old() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state = 'confirmed' THEN RAISE EXCEPTION 'Een vastgesteld overkoepelend rapport verandert niet meer.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account_emailaddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: account_emailconfirmation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_answer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_answer (
    id bigint NOT NULL,
    revision integer NOT NULL,
    editor character varying(40) NOT NULL,
    editor_base integer NOT NULL,
    editor_step integer NOT NULL,
    changed_at timestamp with time zone,
    text text NOT NULL,
    evidence text NOT NULL,
    judgement character varying(14) NOT NULL,
    number numeric(12,2),
    per character varying(7) NOT NULL,
    yes boolean,
    needs_look boolean NOT NULL,
    changed_by_id bigint,
    indicator_id bigint NOT NULL,
    assessment_id bigint NOT NULL,
    CONSTRAINT assessments_answer_editor_base_check CHECK ((editor_base >= 0)),
    CONSTRAINT assessments_answer_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT assessments_answer_revision_check CHECK ((revision >= 0)),
    CONSTRAINT judgement_is_known CHECK (((judgement)::text = ANY ((ARRAY[''::character varying, 'strength'::character varying, 'improvement'::character varying, 'mixed'::character varying, 'unknown'::character varying, 'not_applicable'::character varying])::text[]))),
    CONSTRAINT number_is_not_negative CHECK (((number IS NULL) OR (number >= (0)::numeric)))
);


--
-- Name: assessments_answer_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_assessment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_assessment (
    id bigint NOT NULL,
    revision integer NOT NULL,
    editor character varying(40) NOT NULL,
    editor_base integer NOT NULL,
    editor_step integer NOT NULL,
    changed_at timestamp with time zone,
    title character varying(200) NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    state character varying(12) NOT NULL,
    is_sample boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    summary text NOT NULL,
    introduction text NOT NULL,
    method text NOT NULL,
    functions_spoken_with text NOT NULL,
    sources_consulted text NOT NULL,
    changed_by_id bigint,
    indicator_set_id bigint NOT NULL,
    network_id bigint NOT NULL,
    CONSTRAINT assessments_assessment_editor_base_check CHECK ((editor_base >= 0)),
    CONSTRAINT assessments_assessment_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT assessments_assessment_revision_check CHECK ((revision >= 0)),
    CONSTRAINT confirmed_has_a_date CHECK ((((confirmed_at IS NOT NULL) AND ((state)::text = 'confirmed'::text)) OR ((confirmed_at IS NULL) AND ((state)::text = ANY ((ARRAY['in_progress'::character varying, 'under_review'::character varying])::text[]))))),
    CONSTRAINT period_has_an_order CHECK ((period_start <= period_end))
);


--
-- Name: assessments_assessment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_audience; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_audience (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL
);


--
-- Name: assessments_audience_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_audience ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_audience_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_audience_networks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_audience_networks (
    id bigint NOT NULL,
    audience_id bigint NOT NULL,
    network_id bigint NOT NULL
);


--
-- Name: assessments_audience_networks_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_audience_networks ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_audience_networks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_conclusion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_conclusion (
    id bigint NOT NULL,
    revision integer NOT NULL,
    editor character varying(40) NOT NULL,
    editor_base integer NOT NULL,
    editor_step integer NOT NULL,
    changed_at timestamp with time zone,
    "position" integer NOT NULL,
    question text NOT NULL,
    text text NOT NULL,
    assessment_id bigint NOT NULL,
    changed_by_id bigint,
    CONSTRAINT assessments_conclusion_editor_base_check CHECK ((editor_base >= 0)),
    CONSTRAINT assessments_conclusion_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT assessments_conclusion_position_check CHECK (("position" >= 0)),
    CONSTRAINT assessments_conclusion_revision_check CHECK ((revision >= 0))
);


--
-- Name: assessments_conclusion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_conclusion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_conclusion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_factcheck; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_factcheck (
    id bigint NOT NULL,
    agrees boolean NOT NULL,
    remark text NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    assessment_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT a_remark_says_something CHECK ((agrees OR (NOT (remark = ''::text))))
);


--
-- Name: assessments_factcheck_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_factcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_factcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_finding; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_finding (
    id bigint NOT NULL,
    revision integer NOT NULL,
    editor character varying(40) NOT NULL,
    editor_base integer NOT NULL,
    editor_step integer NOT NULL,
    changed_at timestamp with time zone,
    kind character varying(11) NOT NULL,
    "position" integer NOT NULL,
    headline character varying(200) NOT NULL,
    explanation text NOT NULL,
    source character varying(200) NOT NULL,
    is_key boolean NOT NULL,
    answer_id bigint,
    assessment_id bigint NOT NULL,
    changed_by_id bigint,
    theme_id bigint,
    CONSTRAINT assessments_finding_editor_base_check CHECK ((editor_base >= 0)),
    CONSTRAINT assessments_finding_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT assessments_finding_position_check CHECK (("position" >= 0)),
    CONSTRAINT assessments_finding_revision_check CHECK ((revision >= 0)),
    CONSTRAINT finding_has_a_headline CHECK ((NOT ((headline)::text = ''::text))),
    CONSTRAINT finding_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['strength'::character varying, 'improvement'::character varying])::text[])))
);


--
-- Name: assessments_finding_criteria; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_finding_criteria (
    id bigint NOT NULL,
    finding_id bigint NOT NULL,
    criterion_id bigint NOT NULL
);


--
-- Name: assessments_finding_criteria_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_finding_criteria ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_finding_criteria_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_finding_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_finding_indicators; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_finding_indicators (
    id bigint NOT NULL,
    finding_id bigint NOT NULL,
    indicator_id bigint NOT NULL
);


--
-- Name: assessments_finding_indicators_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_finding_indicators ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_finding_indicators_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_followup; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_followup (
    id bigint NOT NULL,
    revision integer NOT NULL,
    editor character varying(40) NOT NULL,
    editor_base integer NOT NULL,
    editor_step integer NOT NULL,
    changed_at timestamp with time zone,
    "position" integer NOT NULL,
    what text NOT NULL,
    origin character varying(200) NOT NULL,
    outcome character varying(8) NOT NULL,
    explanation text NOT NULL,
    assessment_id bigint NOT NULL,
    changed_by_id bigint,
    recommendation_id bigint,
    CONSTRAINT assessments_followup_editor_base_check CHECK ((editor_base >= 0)),
    CONSTRAINT assessments_followup_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT assessments_followup_position_check CHECK (("position" >= 0)),
    CONSTRAINT assessments_followup_revision_check CHECK ((revision >= 0)),
    CONSTRAINT outcome_is_known CHECK (((outcome)::text = ANY ((ARRAY[''::character varying, 'followed'::character varying, 'partly'::character varying, 'not'::character varying])::text[])))
);


--
-- Name: assessments_followup_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_followup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_followup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_groupestimate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_groupestimate (
    id bigint NOT NULL,
    revision integer NOT NULL,
    editor character varying(40) NOT NULL,
    editor_base integer NOT NULL,
    editor_step integer NOT NULL,
    changed_at timestamp with time zone,
    level character varying(7) NOT NULL,
    assessment_id bigint NOT NULL,
    changed_by_id bigint,
    group_id bigint NOT NULL,
    CONSTRAINT assessments_groupestimate_editor_base_check CHECK ((editor_base >= 0)),
    CONSTRAINT assessments_groupestimate_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT assessments_groupestimate_revision_check CHECK ((revision >= 0)),
    CONSTRAINT estimate_is_known CHECK (((level)::text = ANY ((ARRAY[''::character varying, 'little'::character varying, 'some'::character varying, 'much'::character varying, 'unknown'::character varying])::text[])))
);


--
-- Name: assessments_groupestimate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_groupestimate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_groupestimate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_recommendation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_recommendation (
    id bigint NOT NULL,
    revision integer NOT NULL,
    editor character varying(40) NOT NULL,
    editor_base integer NOT NULL,
    editor_step integer NOT NULL,
    changed_at timestamp with time zone,
    "position" integer NOT NULL,
    what text NOT NULL,
    explanation text NOT NULL,
    measure text NOT NULL,
    who character varying(300) NOT NULL,
    means text NOT NULL,
    by_when date,
    assessment_id bigint NOT NULL,
    changed_by_id bigint,
    CONSTRAINT assessments_recommendation_editor_base_check CHECK ((editor_base >= 0)),
    CONSTRAINT assessments_recommendation_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT assessments_recommendation_position_check CHECK (("position" >= 0)),
    CONSTRAINT assessments_recommendation_revision_check CHECK ((revision >= 0)),
    CONSTRAINT recommendation_says_what CHECK ((NOT (what = ''::text)))
);


--
-- Name: assessments_recommendation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_recommendation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_recommendation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_recommendation_repeats; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_recommendation_repeats (
    id bigint NOT NULL,
    recommendation_id bigint NOT NULL,
    followup_id bigint NOT NULL
);


--
-- Name: assessments_recommendation_repeats_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_recommendation_repeats ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_recommendation_repeats_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assessments_setchange; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assessments_setchange (
    id bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    assessment_id bigint NOT NULL,
    changed_by_id bigint,
    from_set_id bigint NOT NULL,
    to_set_id bigint NOT NULL
);


--
-- Name: assessments_setchange_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assessments_setchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assessments_setchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


--
-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_admin_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);


--
-- Name: django_admin_log_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


--
-- Name: django_tasks_database_dbtaskresult; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_tasks_database_dbtaskresult (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    args_kwargs jsonb NOT NULL,
    priority integer NOT NULL,
    task_path text NOT NULL,
    queue_name character varying(32) NOT NULL,
    backend_name character varying(32) NOT NULL,
    run_after timestamp with time zone NOT NULL,
    enqueued_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    started_at timestamp with time zone,
    return_value jsonb,
    exception_class_path text NOT NULL,
    traceback text NOT NULL,
    worker_ids jsonb NOT NULL,
    CONSTRAINT priority_range CHECK (((priority >= '-100'::integer) AND (priority <= 100)))
);


--
-- Name: documents_document; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.documents_document (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    subject_label character varying(60) NOT NULL,
    subject_pk bigint NOT NULL,
    kept boolean NOT NULL,
    state character varying(9) NOT NULL,
    step character varying(100) NOT NULL,
    share smallint NOT NULL,
    error text NOT NULL,
    attempts smallint NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    beat_at timestamp with time zone,
    finished_at timestamp with time zone,
    file_name character varying(200) NOT NULL,
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    requested_by_id bigint,
    CONSTRAINT documents_document_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT documents_document_share_check CHECK ((share >= 0)),
    CONSTRAINT documents_document_size_check CHECK ((size >= 0)),
    CONSTRAINT documents_document_subject_pk_check CHECK ((subject_pk >= 0)),
    CONSTRAINT done_has_a_file CHECK (((NOT ((state)::text = 'done'::text)) OR ((NOT ((sha256)::text = ''::text)) AND (finished_at IS NOT NULL)))),
    CONSTRAINT share_is_a_percentage CHECK ((share <= 100))
);


--
-- Name: documents_document_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.documents_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.documents_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_aspect; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_aspect (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    text text NOT NULL,
    indicator_id bigint NOT NULL,
    CONSTRAINT indicators_aspect_position_check CHECK (("position" >= 0))
);


--
-- Name: indicators_aspect_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_aspect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_aspect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_criterion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_criterion (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    kind character varying(20) NOT NULL,
    implicit boolean NOT NULL,
    title character varying(300) NOT NULL,
    text text NOT NULL,
    question text NOT NULL,
    source text NOT NULL,
    theme_id bigint NOT NULL,
    CONSTRAINT indicators_criterion_position_check CHECK (("position" >= 0))
);


--
-- Name: indicators_criterion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_criterion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_criterion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_historicalaspect; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_historicalaspect (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    text text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id bigint,
    indicator_id bigint,
    CONSTRAINT indicators_historicalaspect_position_check CHECK (("position" >= 0))
);


--
-- Name: indicators_historicalaspect_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_historicalaspect ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_historicalaspect_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_historicalcriterion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_historicalcriterion (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    kind character varying(20) NOT NULL,
    implicit boolean NOT NULL,
    title character varying(300) NOT NULL,
    text text NOT NULL,
    question text NOT NULL,
    source text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id bigint,
    theme_id bigint,
    CONSTRAINT indicators_historicalcriterion_position_check CHECK (("position" >= 0))
);


--
-- Name: indicators_historicalcriterion_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_historicalcriterion ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_historicalcriterion_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_historicalindicator; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_historicalindicator (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    text text NOT NULL,
    answer character varying(10) NOT NULL,
    unit character varying(60) NOT NULL,
    source text NOT NULL,
    continuity character varying(5) NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id bigint,
    group_id bigint,
    CONSTRAINT indicators_historicalindicator_position_check CHECK (("position" >= 0))
);


--
-- Name: indicators_historicalindicator_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_historicalindicator ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_historicalindicator_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_historicalindicatorgroup; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_historicalindicatorgroup (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    kind character varying(20) NOT NULL,
    title character varying(300) NOT NULL,
    question text NOT NULL,
    source text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id bigint,
    theme_id bigint,
    CONSTRAINT indicators_historicalindicatorgroup_position_check CHECK (("position" >= 0))
);


--
-- Name: indicators_historicalindicatorgroup_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_historicalindicatorgroup ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_historicalindicatorgroup_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_historicalindicatorset; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_historicalindicatorset (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    version character varying(20) NOT NULL,
    title character varying(300) NOT NULL,
    source text NOT NULL,
    introduction text NOT NULL,
    criterion_question text NOT NULL,
    status character varying(10) NOT NULL,
    published_at timestamp with time zone,
    retired_at timestamp with time zone,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id bigint,
    based_on_id bigint
);


--
-- Name: indicators_historicalindicatorset_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_historicalindicatorset ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_historicalindicatorset_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_historicaltheme; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_historicaltheme (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    kind character varying(20) NOT NULL,
    title character varying(300) NOT NULL,
    source text NOT NULL,
    introduction text NOT NULL,
    goal text NOT NULL,
    occasion text NOT NULL,
    form text NOT NULL,
    history_id integer NOT NULL,
    history_date timestamp with time zone NOT NULL,
    history_change_reason character varying(100),
    history_type character varying(1) NOT NULL,
    history_user_id bigint,
    indicator_set_id bigint,
    CONSTRAINT indicators_historicaltheme_position_check CHECK (("position" >= 0))
);


--
-- Name: indicators_historicaltheme_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_historicaltheme ALTER COLUMN history_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_historicaltheme_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_indicator; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_indicator (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    text text NOT NULL,
    answer character varying(10) NOT NULL,
    unit character varying(60) NOT NULL,
    source text NOT NULL,
    continuity character varying(5) NOT NULL,
    group_id bigint NOT NULL,
    CONSTRAINT indicators_indicator_position_check CHECK (("position" >= 0)),
    CONSTRAINT unit_goes_with_number CHECK (((((answer)::text = ANY ((ARRAY['number'::character varying, 'frequency'::character varying])::text[])) AND (NOT ((unit)::text = ''::text))) OR (((answer)::text = ANY ((ARRAY['text'::character varying, 'yes_no'::character varying])::text[])) AND ((unit)::text = ''::text))))
);


--
-- Name: indicators_indicator_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_indicator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_indicator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_indicatorgroup; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_indicatorgroup (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    kind character varying(20) NOT NULL,
    title character varying(300) NOT NULL,
    question text NOT NULL,
    source text NOT NULL,
    theme_id bigint NOT NULL,
    CONSTRAINT indicators_indicatorgroup_position_check CHECK (("position" >= 0))
);


--
-- Name: indicators_indicatorgroup_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_indicatorgroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_indicatorgroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_indicatorset; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_indicatorset (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    version character varying(20) NOT NULL,
    title character varying(300) NOT NULL,
    source text NOT NULL,
    introduction text NOT NULL,
    criterion_question text NOT NULL,
    status character varying(10) NOT NULL,
    published_at timestamp with time zone,
    retired_at timestamp with time zone,
    revision integer NOT NULL,
    based_on_id bigint,
    CONSTRAINT indicators_indicatorset_revision_check CHECK ((revision >= 0)),
    CONSTRAINT status_has_its_dates CHECK ((((published_at IS NULL) AND (retired_at IS NULL) AND ((status)::text = 'draft'::text)) OR ((published_at IS NOT NULL) AND (retired_at IS NULL) AND ((status)::text = 'published'::text)) OR ((published_at IS NOT NULL) AND (retired_at IS NOT NULL) AND ((status)::text = 'retired'::text))))
);


--
-- Name: indicators_indicatorset_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_indicatorset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_indicatorset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: indicators_theme; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.indicators_theme (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    "position" integer NOT NULL,
    kind character varying(20) NOT NULL,
    title character varying(300) NOT NULL,
    source text NOT NULL,
    introduction text NOT NULL,
    goal text NOT NULL,
    occasion text NOT NULL,
    form text NOT NULL,
    indicator_set_id bigint NOT NULL,
    CONSTRAINT indicators_theme_position_check CHECK (("position" >= 0))
);


--
-- Name: indicators_theme_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.indicators_theme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_theme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: national_nationalrecommendation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.national_nationalrecommendation (
    id bigint NOT NULL,
    revision integer NOT NULL,
    editor character varying(40) NOT NULL,
    editor_base integer NOT NULL,
    editor_step integer NOT NULL,
    changed_at timestamp with time zone,
    "position" integer NOT NULL,
    what text NOT NULL,
    explanation text NOT NULL,
    measure text NOT NULL,
    who character varying(300) NOT NULL,
    means text NOT NULL,
    by_when date,
    changed_by_id bigint,
    report_id bigint NOT NULL,
    CONSTRAINT national_nationalrecommendation_editor_base_check CHECK ((editor_base >= 0)),
    CONSTRAINT national_nationalrecommendation_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT national_nationalrecommendation_position_check CHECK (("position" >= 0)),
    CONSTRAINT national_nationalrecommendation_revision_check CHECK ((revision >= 0)),
    CONSTRAINT national_recommendation_says_what CHECK ((NOT (what = ''::text)))
);


--
-- Name: national_nationalrecommendation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.national_nationalrecommendation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.national_nationalrecommendation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: national_nationalreport; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.national_nationalreport (
    id bigint NOT NULL,
    revision integer NOT NULL,
    editor character varying(40) NOT NULL,
    editor_base integer NOT NULL,
    editor_step integer NOT NULL,
    changed_at timestamp with time zone,
    title character varying(200) NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    state character varying(12) NOT NULL,
    confirmed_at timestamp with time zone,
    is_sample boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    summary text NOT NULL,
    introduction text NOT NULL,
    conclusions text NOT NULL,
    changed_by_id bigint,
    indicator_set_id bigint NOT NULL,
    CONSTRAINT confirmed_national_has_a_date CHECK ((((confirmed_at IS NOT NULL) AND ((state)::text = 'confirmed'::text)) OR ((confirmed_at IS NULL) AND ((state)::text = 'in_progress'::text)))),
    CONSTRAINT national_nationalreport_editor_base_check CHECK ((editor_base >= 0)),
    CONSTRAINT national_nationalreport_editor_step_check CHECK ((editor_step >= 0)),
    CONSTRAINT national_nationalreport_revision_check CHECK ((revision >= 0)),
    CONSTRAINT national_period_has_an_order CHECK ((period_start <= period_end))
);


--
-- Name: national_nationalreport_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.national_nationalreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.national_nationalreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: national_nationalversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.national_nationalversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    shared jsonb NOT NULL,
    office jsonb NOT NULL,
    contributions jsonb NOT NULL,
    confirmed_at timestamp with time zone NOT NULL,
    reopened_at timestamp with time zone,
    reopen_reason text NOT NULL,
    confirmed_by_id bigint,
    reopened_by_id bigint,
    report_id bigint NOT NULL,
    CONSTRAINT national_nationalversion_number_check CHECK ((number >= 0)),
    CONSTRAINT national_reopening_has_a_reason CHECK ((((reopen_reason = ''::text) AND (reopened_at IS NULL)) OR ((reopened_at IS NOT NULL) AND (NOT (reopen_reason = ''::text)))))
);


--
-- Name: national_nationalversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.national_nationalversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.national_nationalversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: networks_apitoken; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.networks_apitoken (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_on date,
    user_id bigint NOT NULL
);


--
-- Name: networks_apitoken_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.networks_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: networks_membership; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.networks_membership (
    id bigint NOT NULL,
    role character varying(12) NOT NULL,
    user_id bigint NOT NULL,
    network_id bigint NOT NULL,
    organisation_id bigint,
    CONSTRAINT role_is_known CHECK (((role)::text = ANY ((ARRAY['coordinator'::character varying, 'contributor'::character varying, 'evaluator'::character varying])::text[])))
);


--
-- Name: networks_membership_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.networks_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: networks_network; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.networks_network (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(200) NOT NULL
);


--
-- Name: networks_network_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.networks_network ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_network_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: networks_network_organisations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.networks_network_organisations (
    id bigint NOT NULL,
    network_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);


--
-- Name: networks_network_organisations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.networks_network_organisations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_network_organisations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: networks_organisation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.networks_organisation (
    id bigint NOT NULL,
    name character varying(200) NOT NULL
);


--
-- Name: networks_organisation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.networks_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: networks_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.networks_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(100) NOT NULL,
    is_national boolean NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);


--
-- Name: networks_user_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.networks_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: networks_user_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.networks_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: networks_user_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.networks_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: networks_user_user_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.networks_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: networks_user_user_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.networks_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.networks_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reports_confirmedtext; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reports_confirmedtext (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    kind character varying(14) NOT NULL,
    indicator_key character varying(120) NOT NULL,
    theme_key character varying(80) NOT NULL,
    number character varying(20) NOT NULL,
    anchor character varying(120) NOT NULL,
    heading text NOT NULL,
    text text NOT NULL,
    assessment_id bigint NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('dutch'::regconfig, text)) STORED,
    CONSTRAINT reports_confirmedtext_position_check CHECK (("position" >= 0))
);


--
-- Name: reports_confirmedtext_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.reports_confirmedtext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_confirmedtext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reports_quoteconsent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reports_quoteconsent (
    id bigint NOT NULL,
    allowed boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    assessment_id bigint NOT NULL,
    changed_by_id bigint
);


--
-- Name: reports_quoteconsent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.reports_quoteconsent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_quoteconsent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reports_reportversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reports_reportversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    content jsonb NOT NULL,
    confirmed_at timestamp with time zone NOT NULL,
    reopened_at timestamp with time zone,
    reopen_reason text NOT NULL,
    assessment_id bigint NOT NULL,
    confirmed_by_id bigint,
    reopened_by_id bigint,
    CONSTRAINT reopening_has_a_reason CHECK ((((reopen_reason = ''::text) AND (reopened_at IS NULL)) OR ((reopened_at IS NOT NULL) AND (NOT (reopen_reason = ''::text))))),
    CONSTRAINT reports_reportversion_number_check CHECK ((number >= 0))
);


--
-- Name: reports_reportversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.reports_reportversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_reportversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Data for Name: account_emailaddress; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.account_emailaddress (id, email, verified, "primary", user_id) FROM stdin;
\.


--
-- Data for Name: account_emailconfirmation; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.account_emailconfirmation (id, created, sent, key, email_address_id) FROM stdin;
\.


--
-- Data for Name: assessments_answer; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_answer (id, revision, editor, editor_base, editor_step, changed_at, text, evidence, judgement, number, per, yes, needs_look, changed_by_id, indicator_id, assessment_id) FROM stdin;
2	1		0	0	\N	Goed.			\N		\N	f	\N	1	3
1	1		0	0	\N	Elke week, “altijd” op dinsdag.\n\n- één\n- twee		strength	\N		\N	f	\N	1	2
\.


--
-- Data for Name: assessments_assessment; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_assessment (id, revision, editor, editor_base, editor_step, changed_at, title, period_start, period_end, state, is_sample, created_at, confirmed_at, summary, introduction, method, functions_spoken_with, sources_consulted, changed_by_id, indicator_set_id, network_id) FROM stdin;
2	0		0	0	\N	Zelfevaluatie 2026	2026-01-01	2026-12-31	in_progress	f	2026-11-28 01:18:01.727572+00	\N						\N	1	1
3	0		0	0	\N	Zelfevaluatie 2026	2026-01-01	2026-12-31	in_progress	f	2026-11-28 01:18:01.770306+00	\N						\N	1	2
1	0		0	0	\N	Zelfevaluatie 2025	2025-01-01	2025-12-31	confirmed	f	2026-11-28 01:18:01.714522+00	2026-02-01 12:00:00+00						\N	1	1
\.


--
-- Data for Name: assessments_audience; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_audience (id, slug) FROM stdin;
\.


--
-- Data for Name: assessments_audience_networks; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_audience_networks (id, audience_id, network_id) FROM stdin;
\.


--
-- Data for Name: assessments_conclusion; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_conclusion (id, revision, editor, editor_base, editor_step, changed_at, "position", question, text, assessment_id, changed_by_id) FROM stdin;
1	1		0	0	\N	0	Werkt het?		2	\N
2	1		0	0	\N	0	Werkt het?		3	\N
\.


--
-- Data for Name: assessments_factcheck; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_factcheck (id, agrees, remark, checked_at, assessment_id, user_id) FROM stdin;
1	t		2026-02-01 12:00:00+00	1	2
\.


--
-- Data for Name: assessments_finding; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_finding (id, revision, editor, editor_base, editor_step, changed_at, kind, "position", headline, explanation, source, is_key, answer_id, assessment_id, changed_by_id, theme_id) FROM stdin;
1	1		0	0	\N	strength	0	Punt			f	\N	2	\N	1
2	1		0	0	\N	strength	0	Punt			f	\N	3	\N	1
\.


--
-- Data for Name: assessments_finding_criteria; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_finding_criteria (id, finding_id, criterion_id) FROM stdin;
\.


--
-- Data for Name: assessments_finding_indicators; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_finding_indicators (id, finding_id, indicator_id) FROM stdin;
1	1	1
2	2	1
\.


--
-- Data for Name: assessments_followup; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_followup (id, revision, editor, editor_base, editor_step, changed_at, "position", what, origin, outcome, explanation, assessment_id, changed_by_id, recommendation_id) FROM stdin;
1	1		0	0	\N	0	Maak een rooster.				2	\N	\N
2	1		0	0	\N	0	Maak een rooster.				3	\N	\N
\.


--
-- Data for Name: assessments_groupestimate; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_groupestimate (id, revision, editor, editor_base, editor_step, changed_at, level, assessment_id, changed_by_id, group_id) FROM stdin;
\.


--
-- Data for Name: assessments_recommendation; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_recommendation (id, revision, editor, editor_base, editor_step, changed_at, "position", what, explanation, measure, who, means, by_when, assessment_id, changed_by_id) FROM stdin;
1	1		0	0	\N	0	Oefen samen.					\N	2	\N
2	1		0	0	\N	0	Oefen samen.					\N	3	\N
\.


--
-- Data for Name: assessments_recommendation_repeats; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_recommendation_repeats (id, recommendation_id, followup_id) FROM stdin;
\.


--
-- Data for Name: assessments_setchange; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assessments_setchange (id, changed_at, assessment_id, changed_by_id, from_set_id, to_set_id) FROM stdin;
\.


--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.auth_group (id, name) FROM stdin;
\.


--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.auth_group_permissions (id, group_id, permission_id) FROM stdin;
\.


--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.auth_permission (id, name, content_type_id, codename) FROM stdin;
1	Can add Task Result	1	add_dbtaskresult
2	Can change Task Result	1	change_dbtaskresult
3	Can delete Task Result	1	delete_dbtaskresult
4	Can view Task Result	1	view_dbtaskresult
5	Can add samenwerkingspartner	2	add_organisation
6	Can change samenwerkingspartner	2	change_organisation
7	Can delete samenwerkingspartner	2	delete_organisation
8	Can view samenwerkingspartner	2	view_organisation
9	Can add gebruiker	3	add_user
10	Can change gebruiker	3	change_user
11	Can delete gebruiker	3	delete_user
12	Can view gebruiker	3	view_user
13	Can add API-sleutel	4	add_apitoken
14	Can change API-sleutel	4	change_apitoken
15	Can delete API-sleutel	4	delete_apitoken
16	Can view API-sleutel	4	view_apitoken
17	Can add netwerk	5	add_network
18	Can change netwerk	5	change_network
19	Can delete netwerk	5	delete_network
20	Can view netwerk	5	view_network
21	Can add rol in een netwerk	6	add_membership
22	Can change rol in een netwerk	6	change_membership
23	Can delete rol in een netwerk	6	delete_membership
24	Can view rol in een netwerk	6	view_membership
25	Can add indicator	7	add_indicator
26	Can change indicator	7	change_indicator
27	Can delete indicator	7	delete_indicator
28	Can view indicator	7	view_indicator
29	Can add indicatorgroep	8	add_indicatorgroup
30	Can change indicatorgroep	8	change_indicatorgroup
31	Can delete indicatorgroep	8	delete_indicatorgroup
32	Can view indicatorgroep	8	view_indicatorgroup
33	Can add historical deelaspect	9	add_historicalaspect
34	Can change historical deelaspect	9	change_historicalaspect
35	Can delete historical deelaspect	9	delete_historicalaspect
36	Can view historical deelaspect	9	view_historicalaspect
37	Can add historical indicator	10	add_historicalindicator
38	Can change historical indicator	10	change_historicalindicator
39	Can delete historical indicator	10	delete_historicalindicator
40	Can view historical indicator	10	view_historicalindicator
41	Can add indicatorenset	11	add_indicatorset
42	Can change indicatorenset	11	change_indicatorset
43	Can delete indicatorenset	11	delete_indicatorset
44	Can view indicatorenset	11	view_indicatorset
45	Can add historical thema	12	add_historicaltheme
46	Can change historical thema	12	change_historicaltheme
47	Can delete historical thema	12	delete_historicaltheme
48	Can view historical thema	12	view_historicaltheme
49	Can add historical indicatorenset	13	add_historicalindicatorset
50	Can change historical indicatorenset	13	change_historicalindicatorset
51	Can delete historical indicatorenset	13	delete_historicalindicatorset
52	Can view historical indicatorenset	13	view_historicalindicatorset
53	Can add thema	14	add_theme
54	Can change thema	14	change_theme
55	Can delete thema	14	delete_theme
56	Can view thema	14	view_theme
57	Can add historical indicatorgroep	15	add_historicalindicatorgroup
58	Can change historical indicatorgroep	15	change_historicalindicatorgroup
59	Can delete historical indicatorgroep	15	delete_historicalindicatorgroup
60	Can view historical indicatorgroep	15	view_historicalindicatorgroup
61	Can add historical doel of uitgangspunt	16	add_historicalcriterion
62	Can change historical doel of uitgangspunt	16	change_historicalcriterion
63	Can delete historical doel of uitgangspunt	16	delete_historicalcriterion
64	Can view historical doel of uitgangspunt	16	view_historicalcriterion
65	Can add doel of uitgangspunt	17	add_criterion
66	Can change doel of uitgangspunt	17	change_criterion
67	Can delete doel of uitgangspunt	17	delete_criterion
68	Can view doel of uitgangspunt	17	view_criterion
69	Can add deelaspect	18	add_aspect
70	Can change deelaspect	18	change_aspect
71	Can delete deelaspect	18	delete_aspect
72	Can view deelaspect	18	view_aspect
73	Can add document	19	add_document
74	Can change document	19	change_document
75	Can delete document	19	delete_document
76	Can view document	19	view_document
77	Can add zelfevaluatie	20	add_assessment
78	Can change zelfevaluatie	20	change_assessment
79	Can delete zelfevaluatie	20	delete_assessment
80	Can view zelfevaluatie	20	view_assessment
81	Can add antwoord	21	add_answer
82	Can change antwoord	21	change_answer
83	Can delete antwoord	21	delete_answer
84	Can view antwoord	21	view_answer
85	Can add doelgroep van een indicatorenset	22	add_audience
86	Can change doelgroep van een indicatorenset	22	change_audience
87	Can delete doelgroep van een indicatorenset	22	delete_audience
88	Can view doelgroep van een indicatorenset	22	view_audience
89	Can add conclusie	23	add_conclusion
90	Can change conclusie	23	change_conclusion
91	Can delete conclusie	23	delete_conclusion
92	Can view conclusie	23	view_conclusion
93	Can add toetsing	24	add_factcheck
94	Can change toetsing	24	change_factcheck
95	Can delete toetsing	24	delete_factcheck
96	Can view toetsing	24	view_factcheck
97	Can add punt	25	add_finding
98	Can change punt	25	change_finding
99	Can delete punt	25	delete_finding
100	Can view punt	25	view_finding
101	Can add opvolging	26	add_followup
102	Can change opvolging	26	change_followup
103	Can delete opvolging	26	delete_followup
104	Can view opvolging	26	view_followup
105	Can add inschatting bij een indicatorgroep	27	add_groupestimate
106	Can change inschatting bij een indicatorgroep	27	change_groupestimate
107	Can delete inschatting bij een indicatorgroep	27	delete_groupestimate
108	Can view inschatting bij een indicatorgroep	27	view_groupestimate
109	Can add aanbeveling	28	add_recommendation
110	Can change aanbeveling	28	change_recommendation
111	Can delete aanbeveling	28	delete_recommendation
112	Can view aanbeveling	28	view_recommendation
113	Can add overstap naar een andere versie	29	add_setchange
114	Can change overstap naar een andere versie	29	change_setchange
115	Can delete overstap naar een andere versie	29	delete_setchange
116	Can view overstap naar een andere versie	29	view_setchange
117	Can add toestemming om te citeren	30	add_quoteconsent
118	Can change toestemming om te citeren	30	change_quoteconsent
119	Can delete toestemming om te citeren	30	delete_quoteconsent
120	Can view toestemming om te citeren	30	view_quoteconsent
121	Can add vastgestelde tekst	31	add_confirmedtext
122	Can change vastgestelde tekst	31	change_confirmedtext
123	Can delete vastgestelde tekst	31	delete_confirmedtext
124	Can view vastgestelde tekst	31	view_confirmedtext
125	Can add rapportversie	32	add_reportversion
126	Can change rapportversie	32	change_reportversion
127	Can delete rapportversie	32	delete_reportversion
128	Can view rapportversie	32	view_reportversion
129	Can add overkoepelend rapport	33	add_nationalreport
130	Can change overkoepelend rapport	33	change_nationalreport
131	Can delete overkoepelend rapport	33	delete_nationalreport
132	Can view overkoepelend rapport	33	view_nationalreport
133	Can add aanbeveling aan het landelijk niveau	34	add_nationalrecommendation
134	Can change aanbeveling aan het landelijk niveau	34	change_nationalrecommendation
135	Can delete aanbeveling aan het landelijk niveau	34	delete_nationalrecommendation
136	Can view aanbeveling aan het landelijk niveau	34	view_nationalrecommendation
137	Can add versie van een overkoepelend rapport	35	add_nationalversion
138	Can change versie van een overkoepelend rapport	35	change_nationalversion
139	Can delete versie van een overkoepelend rapport	35	delete_nationalversion
140	Can view versie van een overkoepelend rapport	35	view_nationalversion
141	Can add log entry	36	add_logentry
142	Can change log entry	36	change_logentry
143	Can delete log entry	36	delete_logentry
144	Can view log entry	36	view_logentry
145	Can add permission	37	add_permission
146	Can change permission	37	change_permission
147	Can delete permission	37	delete_permission
148	Can view permission	37	view_permission
149	Can add group	38	add_group
150	Can change group	38	change_group
151	Can delete group	38	delete_group
152	Can view group	38	view_group
153	Can add content type	39	add_contenttype
154	Can change content type	39	change_contenttype
155	Can delete content type	39	delete_contenttype
156	Can view content type	39	view_contenttype
157	Can add session	40	add_session
158	Can change session	40	change_session
159	Can delete session	40	delete_session
160	Can view session	40	view_session
161	Can add email address	41	add_emailaddress
162	Can change email address	41	change_emailaddress
163	Can delete email address	41	delete_emailaddress
164	Can view email address	41	view_emailaddress
165	Can add email confirmation	42	add_emailconfirmation
166	Can change email confirmation	42	change_emailconfirmation
167	Can delete email confirmation	42	delete_emailconfirmation
168	Can view email confirmation	42	view_emailconfirmation
\.


--
-- Data for Name: django_admin_log; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.django_admin_log (id, action_time, object_id, object_repr, action_flag, change_message, content_type_id, user_id) FROM stdin;
\.


--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.django_content_type (id, app_label, model) FROM stdin;
1	django_tasks_database	dbtaskresult
2	networks	organisation
3	networks	user
4	networks	apitoken
5	networks	network
6	networks	membership
7	indicators	indicator
8	indicators	indicatorgroup
9	indicators	historicalaspect
10	indicators	historicalindicator
11	indicators	indicatorset
12	indicators	historicaltheme
13	indicators	historicalindicatorset
14	indicators	theme
15	indicators	historicalindicatorgroup
16	indicators	historicalcriterion
17	indicators	criterion
18	indicators	aspect
19	documents	document
20	assessments	assessment
21	assessments	answer
22	assessments	audience
23	assessments	conclusion
24	assessments	factcheck
25	assessments	finding
26	assessments	followup
27	assessments	groupestimate
28	assessments	recommendation
29	assessments	setchange
30	reports	quoteconsent
31	reports	confirmedtext
32	reports	reportversion
33	national	nationalreport
34	national	nationalrecommendation
35	national	nationalversion
36	admin	logentry
37	auth	permission
38	auth	group
39	contenttypes	contenttype
40	sessions	session
41	account	emailaddress
42	account	emailconfirmation
\.


--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.django_migrations (id, app, name, applied) FROM stdin;
1	contenttypes	0001_initial	2026-11-28 01:17:44.147382+00
2	contenttypes	0002_remove_content_type_name	2026-11-28 01:17:44.195183+00
3	auth	0001_initial	2026-11-28 01:17:44.36319+00
4	auth	0002_alter_permission_name_max_length	2026-11-28 01:17:44.39361+00
5	auth	0003_alter_user_email_max_length	2026-11-28 01:17:44.398414+00
6	auth	0004_alter_user_username_opts	2026-11-28 01:17:44.431033+00
7	auth	0005_alter_user_last_login_null	2026-11-28 01:17:44.461521+00
8	auth	0006_require_contenttypes_0002	2026-11-28 01:17:44.483424+00
9	auth	0007_alter_validators_add_error_messages	2026-11-28 01:17:44.508681+00
10	auth	0008_alter_user_username_max_length	2026-11-28 01:17:44.539063+00
11	auth	0009_alter_user_last_name_max_length	2026-11-28 01:17:44.572772+00
12	auth	0010_alter_group_name_max_length	2026-11-28 01:17:44.605315+00
13	auth	0011_update_proxy_permissions	2026-11-28 01:17:44.610247+00
14	auth	0012_alter_user_first_name_max_length	2026-11-28 01:17:44.648957+00
15	networks	0001_initial	2026-11-28 01:17:45.379234+00
16	account	0001_initial	2026-11-28 01:17:45.583763+00
17	account	0002_email_max_length	2026-11-28 01:17:45.643355+00
18	account	0003_alter_emailaddress_create_unique_verified_email	2026-11-28 01:17:45.769406+00
19	account	0004_alter_emailaddress_drop_unique_email	2026-11-28 01:17:45.863244+00
20	account	0005_emailaddress_idx_upper_email	2026-11-28 01:17:45.935274+00
21	account	0006_emailaddress_lower	2026-11-28 01:17:46.033335+00
22	account	0007_emailaddress_idx_email	2026-11-28 01:17:46.184244+00
23	account	0008_emailaddress_unique_primary_email_fixup	2026-11-28 01:17:46.310667+00
24	account	0009_emailaddress_unique_primary_email	2026-11-28 01:17:46.396076+00
25	admin	0001_initial	2026-11-28 01:17:46.552581+00
26	admin	0002_logentry_remove_auto_add	2026-11-28 01:17:46.687904+00
27	admin	0003_logentry_add_action_flag_choices	2026-11-28 01:17:46.78031+00
28	indicators	0001_initial	2026-11-28 01:17:49.364046+00
29	assessments	0001_initial	2026-11-28 01:17:55.648001+00
30	assessments	0002_confirmed_is_frozen	2026-11-28 01:17:55.795225+00
31	django_tasks_database	0001_initial	2026-11-28 01:17:55.822042+00
32	django_tasks_database	0002_alter_dbtaskresult_options	2026-11-28 01:17:55.833194+00
33	django_tasks_database	0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at	2026-11-28 01:17:55.859593+00
34	django_tasks_database	0004_dbtaskresult_started_at	2026-11-28 01:17:55.87231+00
35	django_tasks_database	0005_alter_dbtaskresult_priority_and_more	2026-11-28 01:17:55.911172+00
36	django_tasks_database	0006_alter_dbtaskresult_args_kwargs_and_more	2026-11-28 01:17:55.995162+00
37	django_tasks_database	0007_add_separate_results_fields	2026-11-28 01:17:56.02329+00
38	django_tasks_database	0008_separate_results_field	2026-11-28 01:17:56.159172+00
39	django_tasks_database	0009_remove_results_field	2026-11-28 01:17:56.175633+00
40	django_tasks_database	0010_alter_dbtaskresult_status	2026-11-28 01:17:56.191559+00
41	django_tasks_database	0011_rename_complete_status	2026-11-28 01:17:56.307982+00
42	django_tasks_database	0012_add_separate_exception_fields	2026-11-28 01:17:56.328557+00
43	django_tasks_database	0013_separate_exception_fields	2026-11-28 01:17:56.428087+00
44	django_tasks_database	0014_remove_dbtaskresult_exception_data	2026-11-28 01:17:56.436419+00
45	django_tasks_database	0015_correctly_order_run_after	2026-11-28 01:17:56.441751+00
46	django_tasks_database	0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more	2026-11-28 01:17:56.681958+00
47	django_tasks_database	0017_dbtaskresult_metadata	2026-11-28 01:17:56.700618+00
48	django_tasks_database	0018_rename_succeeded_status	2026-11-28 01:17:56.843252+00
49	django_tasks_database	0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more	2026-11-28 01:17:56.887175+00
50	django_tasks_database	0020_update_db_task_result_ordering	2026-11-28 01:17:56.927441+00
51	django_tasks_database	0021_conditional_partial_index_ordering	2026-11-28 01:17:56.968872+00
52	documents	0001_initial	2026-11-28 01:17:57.112452+00
53	documents	0002_kept_is_frozen	2026-11-28 01:17:57.217374+00
54	indicators	0002_published_is_frozen	2026-11-28 01:17:57.817211+00
55	national	0001_initial	2026-11-28 01:17:58.839261+00
56	national	0002_confirmed_is_frozen	2026-11-28 01:17:59.144336+00
57	reports	0001_initial	2026-11-28 01:17:59.642964+00
58	reports	0002_words_to_search	2026-11-28 01:18:00.377548+00
59	reports	0003_confirmed_is_frozen	2026-11-28 01:18:00.733397+00
60	sessions	0001_initial	2026-11-28 01:18:00.757434+00
\.


--
-- Data for Name: django_session; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.django_session (session_key, session_data, expire_date) FROM stdin;
\.


--
-- Data for Name: django_tasks_database_dbtaskresult; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.django_tasks_database_dbtaskresult (id, status, args_kwargs, priority, task_path, queue_name, backend_name, run_after, enqueued_at, finished_at, started_at, return_value, exception_class_path, traceback, worker_ids) FROM stdin;
9348cd41-d935-4cb2-b876-6eddfbb03068	READY	{"args": [1], "kwargs": {}}	0	documents.tasks.make_document	default	default	9999-01-01 00:00:00+00	2026-11-28 01:18:01.907765+00	\N	\N	\N			[]
0daa00d5-c4ab-4e6d-ab44-cfc03485122e	READY	{"args": [2], "kwargs": {}}	0	documents.tasks.make_document	default	default	9999-01-01 00:00:00+00	2026-11-28 01:18:01.993086+00	\N	\N	\N			[]
\.


--
-- Data for Name: documents_document; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.documents_document (id, kind, fingerprint, subject_label, subject_pk, kept, state, step, share, error, attempts, requested_at, beat_at, finished_at, file_name, sha256, size, requested_by_id) FROM stdin;
1	report	f30d792701c9f36adaefe85302f85714c5caffbe55d8769a252ea0205ffc4799	reports.reportversion	1	t	waiting		0		0	2026-11-28 01:18:01.899329+00	2026-11-28 01:18:01.899336+00	\N	zelfevaluatie-2025-noord.pdf		0	\N
2	report	dd9dbcb48d1a6b4bc59161396b29e7e1fa5806ed20a03afb8a3c337f751e764a	reports.reportversion	2	t	done		0		0	2026-02-01 12:00:00+00	2026-11-28 01:18:01.985112+00	2026-02-01 12:00:00+00	zelfevaluatie-2025-noord.pdf	abababababababababababababababababababababababababababababababab	4	\N
\.


--
-- Data for Name: indicators_aspect; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_aspect (id, key, "position", text, indicator_id) FROM stdin;
\.


--
-- Data for Name: indicators_criterion; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_criterion (id, key, "position", kind, implicit, title, text, question, source, theme_id) FROM stdin;
1	doel	1	goal	f	Doel	Een doel.			1
2	doel	1	goal	f	Doel	Een doel.			3
\.


--
-- Data for Name: indicators_historicalaspect; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_historicalaspect (id, key, "position", text, history_id, history_date, history_change_reason, history_type, history_user_id, indicator_id) FROM stdin;
\.


--
-- Data for Name: indicators_historicalcriterion; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_historicalcriterion (id, key, "position", kind, implicit, title, text, question, source, history_id, history_date, history_change_reason, history_type, history_user_id, theme_id) FROM stdin;
1	doel	1	goal	f	Doel	Een doel.			1	2026-11-28 01:18:01.524032+00	\N	+	\N	1
2	doel	1	goal	f	Doel	Een doel.			2	2026-11-28 01:18:01.650453+00	\N	+	\N	3
\.


--
-- Data for Name: indicators_historicalindicator; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_historicalindicator (id, key, "position", text, answer, unit, source, continuity, history_id, history_date, history_change_reason, history_type, history_user_id, group_id) FROM stdin;
1	open	1	Hoe gaat het?	text				1	2026-11-28 01:18:01.548962+00	\N	+	\N	1
2	aantal	2	Hoeveel?	number	zaken			2	2026-11-28 01:18:01.549167+00	\N	+	\N	1
3	vaak	3	Hoe vaak?	frequency	keer			3	2026-11-28 01:18:01.549208+00	\N	+	\N	1
4	wel	4	Werkt het?	yes_no				4	2026-11-28 01:18:01.549237+00	\N	+	\N	1
5	los-apart	1	En verder?	text				5	2026-11-28 01:18:01.549263+00	\N	+	\N	2
6	open	1	Hoe gaat het?	text				6	2026-11-28 01:18:01.665541+00	\N	+	\N	3
7	aantal	2	Hoeveel?	number	zaken			7	2026-11-28 01:18:01.665656+00	\N	+	\N	3
8	vaak	3	Hoe vaak?	frequency	keer			8	2026-11-28 01:18:01.665691+00	\N	+	\N	3
9	wel	4	Werkt het?	yes_no				9	2026-11-28 01:18:01.665721+00	\N	+	\N	3
10	los-anders	1	En verder?	text				10	2026-11-28 01:18:01.665748+00	\N	+	\N	4
\.


--
-- Data for Name: indicators_historicalindicatorgroup; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_historicalindicatorgroup (id, key, "position", kind, title, question, source, history_id, history_date, history_change_reason, history_type, history_user_id, theme_id) FROM stdin;
1	hoe	1	topic	Hoe			1	2026-11-28 01:18:01.536358+00	\N	+	\N	1
2	los	1	topic	Los			2	2026-11-28 01:18:01.536542+00	\N	+	\N	2
3	hoe	1	topic	Hoe			3	2026-11-28 01:18:01.653278+00	\N	+	\N	3
4	los	1	topic	Los			4	2026-11-28 01:18:01.653376+00	\N	+	\N	4
\.


--
-- Data for Name: indicators_historicalindicatorset; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_historicalindicatorset (id, slug, version, title, source, introduction, criterion_question, status, published_at, retired_at, history_id, history_date, history_change_reason, history_type, history_user_id, based_on_id) FROM stdin;
1	proef	1	Proefset	Een document			draft	\N	\N	1	2026-11-28 01:18:01.487141+00	\N	+	\N	\N
1	proef	1	Proefset	Een document			published	2026-11-28 01:18:01.595601+00	\N	2	2026-11-28 01:18:01.597109+00	\N	~	\N	\N
2	ander	1	Proefset	Een document			draft	\N	\N	3	2026-11-28 01:18:01.616549+00	\N	+	\N	\N
2	ander	1	Proefset	Een document			published	2026-11-28 01:18:01.70755+00	\N	4	2026-11-28 01:18:01.711466+00	\N	~	\N	\N
\.


--
-- Data for Name: indicators_historicaltheme; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_historicaltheme (id, key, "position", kind, title, source, introduction, goal, occasion, form, history_id, history_date, history_change_reason, history_type, history_user_id, indicator_set_id) FROM stdin;
1	samen	1	theme	Samen						1	2026-11-28 01:18:01.514385+00	\N	+	\N	1
2	apart	2	theme	Apart						2	2026-11-28 01:18:01.51456+00	\N	+	\N	1
3	samen	1	theme	Samen						3	2026-11-28 01:18:01.641588+00	\N	+	\N	2
4	anders	2	theme	Apart						4	2026-11-28 01:18:01.6417+00	\N	+	\N	2
\.


--
-- Data for Name: indicators_indicator; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_indicator (id, key, "position", text, answer, unit, source, continuity, group_id) FROM stdin;
1	open	1	Hoe gaat het?	text				1
2	aantal	2	Hoeveel?	number	zaken			1
3	vaak	3	Hoe vaak?	frequency	keer			1
4	wel	4	Werkt het?	yes_no				1
5	los-apart	1	En verder?	text				2
6	open	1	Hoe gaat het?	text				3
7	aantal	2	Hoeveel?	number	zaken			3
8	vaak	3	Hoe vaak?	frequency	keer			3
9	wel	4	Werkt het?	yes_no				3
10	los-anders	1	En verder?	text				4
\.


--
-- Data for Name: indicators_indicatorgroup; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_indicatorgroup (id, key, "position", kind, title, question, source, theme_id) FROM stdin;
1	hoe	1	topic	Hoe			1
2	los	1	topic	Los			2
3	hoe	1	topic	Hoe			3
4	los	1	topic	Los			4
\.


--
-- Data for Name: indicators_indicatorset; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_indicatorset (id, slug, version, title, source, introduction, criterion_question, status, published_at, retired_at, revision, based_on_id) FROM stdin;
1	proef	1	Proefset	Een document			published	2026-11-28 01:18:01.595601+00	\N	1	\N
2	ander	1	Proefset	Een document			published	2026-11-28 01:18:01.70755+00	\N	1	\N
\.


--
-- Data for Name: indicators_theme; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.indicators_theme (id, key, "position", kind, title, source, introduction, goal, occasion, form, indicator_set_id) FROM stdin;
1	samen	1	theme	Samen						1
2	apart	2	theme	Apart						1
3	samen	1	theme	Samen						2
4	anders	2	theme	Apart						2
\.


--
-- Data for Name: national_nationalrecommendation; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.national_nationalrecommendation (id, revision, editor, editor_base, editor_step, changed_at, "position", what, explanation, measure, who, means, by_when, changed_by_id, report_id) FROM stdin;
1	1		0	0	2026-11-28 01:18:02.027723+00	1	Maak een handreiking.					\N	5	1
\.


--
-- Data for Name: national_nationalreport; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.national_nationalreport (id, revision, editor, editor_base, editor_step, changed_at, title, period_start, period_end, state, confirmed_at, is_sample, created_at, summary, introduction, conclusions, changed_by_id, indicator_set_id) FROM stdin;
1	0		0	0	2026-11-28 01:18:02.000416+00	Landelijk rapport 2026	2025-01-01	2025-12-31	in_progress	\N	f	2026-11-28 01:18:02.019464+00				5	1
\.


--
-- Data for Name: national_nationalversion; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.national_nationalversion (id, number, shared, office, contributions, confirmed_at, reopened_at, reopen_reason, confirmed_by_id, reopened_by_id, report_id) FROM stdin;
\.


--
-- Data for Name: networks_apitoken; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.networks_apitoken (id, name, digest, created_at, expires_at, revoked_at, last_used_on, user_id) FROM stdin;
\.


--
-- Data for Name: networks_membership; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.networks_membership (id, role, user_id, network_id, organisation_id) FROM stdin;
1	coordinator	1	1	\N
2	contributor	2	1	\N
3	evaluator	3	1	\N
4	coordinator	4	2	\N
\.


--
-- Data for Name: networks_network; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.networks_network (id, slug, name) FROM stdin;
1	noord	Netwerk Noord
2	zuid	Netwerk Zuid
\.


--
-- Data for Name: networks_network_organisations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.networks_network_organisations (id, network_id, organisation_id) FROM stdin;
1	1	1
2	1	2
\.


--
-- Data for Name: networks_organisation; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.networks_organisation (id, name) FROM stdin;
1	Veilig Thuis Noord
2	Politie Noord
\.


--
-- Data for Name: networks_user; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.networks_user (id, password, last_login, is_superuser, email, name, is_national, is_staff, is_active, date_joined) FROM stdin;
1	!a7DdSh9LSeeWRYQltb9iTDFGHuWwdm0yC6HZaQ8q	\N	f	anna@voorbeeld.example	Anna	f	f	t	2026-11-28 01:18:01.449526+00
2	!HfSAEu3ExAOhDqRWPAosIt1mTmgdsdAR1tPrJ1rZ	\N	f	bram@voorbeeld.example	Bram	f	f	t	2026-11-28 01:18:01.454935+00
3	!1cw4twRa2pdgU8P5UUtpBhgRWtIxLwIUZpdt4QWw	\N	f	eva@voorbeeld.example	Eva	f	f	t	2026-11-28 01:18:01.455901+00
4	!icdVm2dCrVnFimh7Yfwp2CHaRnEBDulrFwKRkIhB	\N	f	zoe@voorbeeld.example	Zoe	f	f	t	2026-11-28 01:18:01.45726+00
5	!frY6efFpO919UzqfN3tus6Snw2fuNUO38itQDjQX	\N	f	lotte@voorbeeld.example	Lotte	t	f	t	2026-11-28 01:18:01.457803+00
6	!Z7lIuB2JVNPC2ia6rMKUzMQ6H3b5hw89pV5WfjnN	\N	t	ada@voorbeeld.example	Ada	f	t	t	2026-11-28 01:18:01.458318+00
\.


--
-- Data for Name: networks_user_groups; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.networks_user_groups (id, user_id, group_id) FROM stdin;
\.


--
-- Data for Name: networks_user_user_permissions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.networks_user_user_permissions (id, user_id, permission_id) FROM stdin;
\.


--
-- Data for Name: reports_confirmedtext; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.reports_confirmedtext (id, "position", kind, indicator_key, theme_key, number, anchor, heading, text, assessment_id) FROM stdin;
\.


--
-- Data for Name: reports_quoteconsent; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.reports_quoteconsent (id, allowed, changed_at, assessment_id, changed_by_id) FROM stdin;
1	t	2026-02-01 12:00:00+00	1	\N
\.


--
-- Data for Name: reports_reportversion; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.reports_reportversion (id, number, content, confirmed_at, reopened_at, reopen_reason, assessment_id, confirmed_by_id, reopened_by_id) FROM stdin;
1	1	{"since": null, "state": "confirmed", "title": "Zelfevaluatie 2025", "format": 1, "method": "", "themes": [{"key": "samen", "form": "", "goal": "", "kind": "theme", "title": "Samen", "groups": [{"key": "hoe", "kind": "topic", "title": "Hoe", "estimate": "", "question": "", "indicators": [{"key": "open", "kind": "text", "text": "Hoe gaat het?", "unit": "", "answer": null, "number": "1.1", "aspects": []}, {"key": "aantal", "kind": "number", "text": "Hoeveel?", "unit": "zaken", "answer": null, "number": "1.2", "aspects": []}, {"key": "vaak", "kind": "frequency", "text": "Hoe vaak?", "unit": "keer", "answer": null, "number": "1.3", "aspects": []}, {"key": "wel", "kind": "yes_no", "text": "Werkt het?", "unit": "", "answer": null, "number": "1.4", "aspects": []}]}], "number": 1, "source": "", "criteria": [{"key": "doel", "kind": "goal", "text": "Een doel.", "title": "Doel", "source": "", "implicit": false, "question": ""}], "findings": [], "occasion": "", "introduction": ""}, {"key": "apart", "form": "", "goal": "", "kind": "theme", "title": "Apart", "groups": [{"key": "los", "kind": "topic", "title": "Los", "estimate": "", "question": "", "indicators": [{"key": "los-apart", "kind": "text", "text": "En verder?", "unit": "", "answer": null, "number": "2.1", "aspects": []}]}], "number": 2, "source": "", "criteria": [], "findings": [], "occasion": "", "introduction": ""}], "network": "Netwerk Noord", "overall": [], "summary": "", "framework": {"slug": "proef", "title": "Proefset", "source": "Een document", "version": "1", "introduction": "", "criterion_question": ""}, "follow_ups": [], "period_end": "2025-12-31", "conclusions": [], "confirmed_on": "2026-02-01", "introduction": "", "network_slug": "noord", "period_start": "2025-01-01", "organisations": ["Politie Noord", "Veilig Thuis Noord"], "no_longer_asked": [], "recommendations": [], "sources_consulted": "", "functions_spoken_with": ""}	2026-02-01 12:00:00+00	2026-11-28 01:18:01.921409+00	Een getal klopte niet.	1	1	6
2	2	{"since": null, "state": "confirmed", "title": "Zelfevaluatie 2025", "format": 1, "method": "", "themes": [{"key": "samen", "form": "", "goal": "", "kind": "theme", "title": "Samen", "groups": [{"key": "hoe", "kind": "topic", "title": "Hoe", "estimate": "", "question": "", "indicators": [{"key": "open", "kind": "text", "text": "Hoe gaat het?", "unit": "", "answer": null, "number": "1.1", "aspects": []}, {"key": "aantal", "kind": "number", "text": "Hoeveel?", "unit": "zaken", "answer": null, "number": "1.2", "aspects": []}, {"key": "vaak", "kind": "frequency", "text": "Hoe vaak?", "unit": "keer", "answer": null, "number": "1.3", "aspects": []}, {"key": "wel", "kind": "yes_no", "text": "Werkt het?", "unit": "", "answer": null, "number": "1.4", "aspects": []}]}], "number": 1, "source": "", "criteria": [{"key": "doel", "kind": "goal", "text": "Een doel.", "title": "Doel", "source": "", "implicit": false, "question": ""}], "findings": [], "occasion": "", "introduction": ""}, {"key": "apart", "form": "", "goal": "", "kind": "theme", "title": "Apart", "groups": [{"key": "los", "kind": "topic", "title": "Los", "estimate": "", "question": "", "indicators": [{"key": "los-apart", "kind": "text", "text": "En verder?", "unit": "", "answer": null, "number": "2.1", "aspects": []}]}], "number": 2, "source": "", "criteria": [], "findings": [], "occasion": "", "introduction": ""}], "network": "Netwerk Noord", "overall": [], "summary": "", "framework": {"slug": "proef", "title": "Proefset", "source": "Een document", "version": "1", "introduction": "", "criterion_question": ""}, "follow_ups": [], "period_end": "2025-12-31", "conclusions": [], "confirmed_on": "2026-02-01", "introduction": "", "network_slug": "noord", "period_start": "2025-01-01", "organisations": ["Politie Noord", "Veilig Thuis Noord"], "no_longer_asked": [], "recommendations": [], "sources_consulted": "", "functions_spoken_with": ""}	2026-02-01 12:00:00+00	\N		1	1	\N
\.


--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);


--
-- Name: assessments_answer_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_answer_id_seq', 2, true);


--
-- Name: assessments_assessment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_assessment_id_seq', 3, true);


--
-- Name: assessments_audience_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_audience_id_seq', 1, false);


--
-- Name: assessments_audience_networks_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_audience_networks_id_seq', 1, false);


--
-- Name: assessments_conclusion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_conclusion_id_seq', 2, true);


--
-- Name: assessments_factcheck_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_factcheck_id_seq', 1, true);


--
-- Name: assessments_finding_criteria_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_finding_criteria_id_seq', 1, false);


--
-- Name: assessments_finding_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_finding_id_seq', 2, true);


--
-- Name: assessments_finding_indicators_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_finding_indicators_id_seq', 2, true);


--
-- Name: assessments_followup_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_followup_id_seq', 2, true);


--
-- Name: assessments_groupestimate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_groupestimate_id_seq', 1, false);


--
-- Name: assessments_recommendation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_recommendation_id_seq', 2, true);


--
-- Name: assessments_recommendation_repeats_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_recommendation_repeats_id_seq', 1, false);


--
-- Name: assessments_setchange_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assessments_setchange_id_seq', 1, false);


--
-- Name: auth_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_permission_id_seq', 168, true);


--
-- Name: django_admin_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_content_type_id_seq', 42, true);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_migrations_id_seq', 60, true);


--
-- Name: documents_document_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.documents_document_id_seq', 2, true);


--
-- Name: indicators_aspect_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_aspect_id_seq', 1, false);


--
-- Name: indicators_criterion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_criterion_id_seq', 2, true);


--
-- Name: indicators_historicalaspect_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_historicalaspect_history_id_seq', 1, false);


--
-- Name: indicators_historicalcriterion_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_historicalcriterion_history_id_seq', 2, true);


--
-- Name: indicators_historicalindicator_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_historicalindicator_history_id_seq', 10, true);


--
-- Name: indicators_historicalindicatorgroup_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_historicalindicatorgroup_history_id_seq', 4, true);


--
-- Name: indicators_historicalindicatorset_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_historicalindicatorset_history_id_seq', 4, true);


--
-- Name: indicators_historicaltheme_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_historicaltheme_history_id_seq', 4, true);


--
-- Name: indicators_indicator_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_indicator_id_seq', 10, true);


--
-- Name: indicators_indicatorgroup_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_indicatorgroup_id_seq', 4, true);


--
-- Name: indicators_indicatorset_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_indicatorset_id_seq', 2, true);


--
-- Name: indicators_theme_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.indicators_theme_id_seq', 4, true);


--
-- Name: national_nationalrecommendation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.national_nationalrecommendation_id_seq', 1, true);


--
-- Name: national_nationalreport_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.national_nationalreport_id_seq', 1, true);


--
-- Name: national_nationalversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.national_nationalversion_id_seq', 1, false);


--
-- Name: networks_apitoken_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.networks_apitoken_id_seq', 1, false);


--
-- Name: networks_membership_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.networks_membership_id_seq', 4, true);


--
-- Name: networks_network_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.networks_network_id_seq', 2, true);


--
-- Name: networks_network_organisations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.networks_network_organisations_id_seq', 2, true);


--
-- Name: networks_organisation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.networks_organisation_id_seq', 2, true);


--
-- Name: networks_user_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.networks_user_groups_id_seq', 1, false);


--
-- Name: networks_user_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.networks_user_id_seq', 6, true);


--
-- Name: networks_user_user_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.networks_user_user_permissions_id_seq', 1, false);


--
-- Name: reports_confirmedtext_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.reports_confirmedtext_id_seq', 1, false);


--
-- Name: reports_quoteconsent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.reports_quoteconsent_id_seq', 1, true);


--
-- Name: reports_reportversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.reports_reportversion_id_seq', 2, true);


--
-- Name: account_emailaddress account_emailaddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);


--
-- Name: account_emailaddress account_emailaddress_user_id_email_987c8728_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);


--
-- Name: account_emailconfirmation account_emailconfirmation_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);


--
-- Name: account_emailconfirmation account_emailconfirmation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);


--
-- Name: assessments_answer assessments_answer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_answer
    ADD CONSTRAINT assessments_answer_pkey PRIMARY KEY (id);


--
-- Name: assessments_assessment assessments_assessment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_assessment
    ADD CONSTRAINT assessments_assessment_pkey PRIMARY KEY (id);


--
-- Name: assessments_audience_networks assessments_audience_net_audience_id_network_id_04217b13_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_audience_networks
    ADD CONSTRAINT assessments_audience_net_audience_id_network_id_04217b13_uniq UNIQUE (audience_id, network_id);


--
-- Name: assessments_audience_networks assessments_audience_networks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_audience_networks
    ADD CONSTRAINT assessments_audience_networks_pkey PRIMARY KEY (id);


--
-- Name: assessments_audience assessments_audience_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_audience
    ADD CONSTRAINT assessments_audience_pkey PRIMARY KEY (id);


--
-- Name: assessments_audience assessments_audience_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_audience
    ADD CONSTRAINT assessments_audience_slug_key UNIQUE (slug);


--
-- Name: assessments_conclusion assessments_conclusion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_conclusion
    ADD CONSTRAINT assessments_conclusion_pkey PRIMARY KEY (id);


--
-- Name: assessments_factcheck assessments_factcheck_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_factcheck
    ADD CONSTRAINT assessments_factcheck_pkey PRIMARY KEY (id);


--
-- Name: assessments_finding assessments_finding_answer_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding
    ADD CONSTRAINT assessments_finding_answer_id_key UNIQUE (answer_id);


--
-- Name: assessments_finding_criteria assessments_finding_crit_finding_id_criterion_id_f6d8b808_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding_criteria
    ADD CONSTRAINT assessments_finding_crit_finding_id_criterion_id_f6d8b808_uniq UNIQUE (finding_id, criterion_id);


--
-- Name: assessments_finding_criteria assessments_finding_criteria_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding_criteria
    ADD CONSTRAINT assessments_finding_criteria_pkey PRIMARY KEY (id);


--
-- Name: assessments_finding_indicators assessments_finding_indi_finding_id_indicator_id_b9bd0b33_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding_indicators
    ADD CONSTRAINT assessments_finding_indi_finding_id_indicator_id_b9bd0b33_uniq UNIQUE (finding_id, indicator_id);


--
-- Name: assessments_finding_indicators assessments_finding_indicators_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding_indicators
    ADD CONSTRAINT assessments_finding_indicators_pkey PRIMARY KEY (id);


--
-- Name: assessments_finding assessments_finding_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding
    ADD CONSTRAINT assessments_finding_pkey PRIMARY KEY (id);


--
-- Name: assessments_followup assessments_followup_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_followup
    ADD CONSTRAINT assessments_followup_pkey PRIMARY KEY (id);


--
-- Name: assessments_groupestimate assessments_groupestimate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_groupestimate
    ADD CONSTRAINT assessments_groupestimate_pkey PRIMARY KEY (id);


--
-- Name: assessments_recommendation_repeats assessments_recommendati_recommendation_id_follow_599bfad4_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_recommendation_repeats
    ADD CONSTRAINT assessments_recommendati_recommendation_id_follow_599bfad4_uniq UNIQUE (recommendation_id, followup_id);


--
-- Name: assessments_recommendation assessments_recommendation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_recommendation
    ADD CONSTRAINT assessments_recommendation_pkey PRIMARY KEY (id);


--
-- Name: assessments_recommendation_repeats assessments_recommendation_repeats_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_recommendation_repeats
    ADD CONSTRAINT assessments_recommendation_repeats_pkey PRIMARY KEY (id);


--
-- Name: assessments_setchange assessments_setchange_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_setchange
    ADD CONSTRAINT assessments_setchange_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


--
-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


--
-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


--
-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


--
-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


--
-- Name: django_admin_log django_admin_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);


--
-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


--
-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


--
-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


--
-- Name: django_session django_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


--
-- Name: django_tasks_database_dbtaskresult django_tasks_database_dbtaskresult_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_tasks_database_dbtaskresult
    ADD CONSTRAINT django_tasks_database_dbtaskresult_pkey PRIMARY KEY (id);


--
-- Name: documents_document documents_document_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents_document
    ADD CONSTRAINT documents_document_pkey PRIMARY KEY (id);


--
-- Name: indicators_aspect indicators_aspect_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_aspect
    ADD CONSTRAINT indicators_aspect_pkey PRIMARY KEY (id);


--
-- Name: indicators_criterion indicators_criterion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_criterion
    ADD CONSTRAINT indicators_criterion_pkey PRIMARY KEY (id);


--
-- Name: indicators_historicalaspect indicators_historicalaspect_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalaspect
    ADD CONSTRAINT indicators_historicalaspect_pkey PRIMARY KEY (history_id);


--
-- Name: indicators_historicalcriterion indicators_historicalcriterion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalcriterion
    ADD CONSTRAINT indicators_historicalcriterion_pkey PRIMARY KEY (history_id);


--
-- Name: indicators_historicalindicator indicators_historicalindicator_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalindicator
    ADD CONSTRAINT indicators_historicalindicator_pkey PRIMARY KEY (history_id);


--
-- Name: indicators_historicalindicatorgroup indicators_historicalindicatorgroup_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalindicatorgroup
    ADD CONSTRAINT indicators_historicalindicatorgroup_pkey PRIMARY KEY (history_id);


--
-- Name: indicators_historicalindicatorset indicators_historicalindicatorset_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalindicatorset
    ADD CONSTRAINT indicators_historicalindicatorset_pkey PRIMARY KEY (history_id);


--
-- Name: indicators_historicaltheme indicators_historicaltheme_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicaltheme
    ADD CONSTRAINT indicators_historicaltheme_pkey PRIMARY KEY (history_id);


--
-- Name: indicators_indicator indicators_indicator_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_indicator
    ADD CONSTRAINT indicators_indicator_pkey PRIMARY KEY (id);


--
-- Name: indicators_indicatorgroup indicators_indicatorgroup_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_indicatorgroup
    ADD CONSTRAINT indicators_indicatorgroup_pkey PRIMARY KEY (id);


--
-- Name: indicators_indicatorset indicators_indicatorset_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_indicatorset
    ADD CONSTRAINT indicators_indicatorset_pkey PRIMARY KEY (id);


--
-- Name: indicators_theme indicators_theme_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_theme
    ADD CONSTRAINT indicators_theme_pkey PRIMARY KEY (id);


--
-- Name: national_nationalrecommendation national_nationalrecommendation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalrecommendation
    ADD CONSTRAINT national_nationalrecommendation_pkey PRIMARY KEY (id);


--
-- Name: national_nationalreport national_nationalreport_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalreport
    ADD CONSTRAINT national_nationalreport_pkey PRIMARY KEY (id);


--
-- Name: national_nationalversion national_nationalversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalversion
    ADD CONSTRAINT national_nationalversion_pkey PRIMARY KEY (id);


--
-- Name: networks_apitoken networks_apitoken_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_apitoken
    ADD CONSTRAINT networks_apitoken_digest_key UNIQUE (digest);


--
-- Name: networks_apitoken networks_apitoken_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_apitoken
    ADD CONSTRAINT networks_apitoken_pkey PRIMARY KEY (id);


--
-- Name: networks_membership networks_membership_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_membership
    ADD CONSTRAINT networks_membership_pkey PRIMARY KEY (id);


--
-- Name: networks_network networks_network_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_network
    ADD CONSTRAINT networks_network_name_key UNIQUE (name);


--
-- Name: networks_network_organisations networks_network_organis_network_id_organisation__78aa0072_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_network_organisations
    ADD CONSTRAINT networks_network_organis_network_id_organisation__78aa0072_uniq UNIQUE (network_id, organisation_id);


--
-- Name: networks_network_organisations networks_network_organisations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_network_organisations
    ADD CONSTRAINT networks_network_organisations_pkey PRIMARY KEY (id);


--
-- Name: networks_network networks_network_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_network
    ADD CONSTRAINT networks_network_pkey PRIMARY KEY (id);


--
-- Name: networks_network networks_network_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_network
    ADD CONSTRAINT networks_network_slug_key UNIQUE (slug);


--
-- Name: networks_organisation networks_organisation_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_organisation
    ADD CONSTRAINT networks_organisation_name_key UNIQUE (name);


--
-- Name: networks_organisation networks_organisation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_organisation
    ADD CONSTRAINT networks_organisation_pkey PRIMARY KEY (id);


--
-- Name: networks_user networks_user_email_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user
    ADD CONSTRAINT networks_user_email_key UNIQUE (email);


--
-- Name: networks_user_groups networks_user_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user_groups
    ADD CONSTRAINT networks_user_groups_pkey PRIMARY KEY (id);


--
-- Name: networks_user_groups networks_user_groups_user_id_group_id_0bcd7719_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user_groups
    ADD CONSTRAINT networks_user_groups_user_id_group_id_0bcd7719_uniq UNIQUE (user_id, group_id);


--
-- Name: networks_user networks_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user
    ADD CONSTRAINT networks_user_pkey PRIMARY KEY (id);


--
-- Name: networks_user_user_permissions networks_user_user_permi_user_id_permission_id_e4e71923_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user_user_permissions
    ADD CONSTRAINT networks_user_user_permi_user_id_permission_id_e4e71923_uniq UNIQUE (user_id, permission_id);


--
-- Name: networks_user_user_permissions networks_user_user_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user_user_permissions
    ADD CONSTRAINT networks_user_user_permissions_pkey PRIMARY KEY (id);


--
-- Name: assessments_answer one_answer_an_indicator; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_answer
    ADD CONSTRAINT one_answer_an_indicator UNIQUE (assessment_id, indicator_id);


--
-- Name: indicators_aspect one_aspect_a_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_aspect
    ADD CONSTRAINT one_aspect_a_key UNIQUE (indicator_id, key);


--
-- Name: assessments_assessment one_assessment_a_period; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_assessment
    ADD CONSTRAINT one_assessment_a_period UNIQUE (network_id, indicator_set_id, period_start, period_end);


--
-- Name: indicators_criterion one_criterion_a_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_criterion
    ADD CONSTRAINT one_criterion_a_key UNIQUE (theme_id, key);


--
-- Name: documents_document one_document_a_content; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents_document
    ADD CONSTRAINT one_document_a_content UNIQUE (kind, fingerprint);


--
-- Name: assessments_groupestimate one_estimate_a_group; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_groupestimate
    ADD CONSTRAINT one_estimate_a_group UNIQUE (assessment_id, group_id);


--
-- Name: assessments_factcheck one_fact_check_a_person; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_factcheck
    ADD CONSTRAINT one_fact_check_a_person UNIQUE (assessment_id, user_id);


--
-- Name: assessments_followup one_follow_up_a_recommendation; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_followup
    ADD CONSTRAINT one_follow_up_a_recommendation UNIQUE (assessment_id, recommendation_id);


--
-- Name: indicators_indicatorgroup one_group_a_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_indicatorgroup
    ADD CONSTRAINT one_group_a_key UNIQUE (theme_id, key);


--
-- Name: indicators_indicator one_indicator_a_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_indicator
    ADD CONSTRAINT one_indicator_a_key UNIQUE (group_id, key);


--
-- Name: national_nationalreport one_national_report_a_period; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalreport
    ADD CONSTRAINT one_national_report_a_period UNIQUE (indicator_set_id, period_start, period_end);


--
-- Name: national_nationalversion one_national_version_a_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalversion
    ADD CONSTRAINT one_national_version_a_number UNIQUE (report_id, number);


--
-- Name: reports_reportversion one_report_a_version; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_reportversion
    ADD CONSTRAINT one_report_a_version UNIQUE (assessment_id, number);


--
-- Name: networks_membership one_role_a_network; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_membership
    ADD CONSTRAINT one_role_a_network UNIQUE (user_id, network_id);


--
-- Name: indicators_indicatorset one_set_a_version; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_indicatorset
    ADD CONSTRAINT one_set_a_version UNIQUE (slug, version);


--
-- Name: reports_confirmedtext one_text_a_position; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_confirmedtext
    ADD CONSTRAINT one_text_a_position UNIQUE (assessment_id, "position");


--
-- Name: indicators_theme one_theme_a_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_theme
    ADD CONSTRAINT one_theme_a_key UNIQUE (indicator_set_id, key);


--
-- Name: reports_confirmedtext reports_confirmedtext_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_confirmedtext
    ADD CONSTRAINT reports_confirmedtext_pkey PRIMARY KEY (id);


--
-- Name: reports_quoteconsent reports_quoteconsent_assessment_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_quoteconsent
    ADD CONSTRAINT reports_quoteconsent_assessment_id_key UNIQUE (assessment_id);


--
-- Name: reports_quoteconsent reports_quoteconsent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_quoteconsent
    ADD CONSTRAINT reports_quoteconsent_pkey PRIMARY KEY (id);


--
-- Name: reports_reportversion reports_reportversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_reportversion
    ADD CONSTRAINT reports_reportversion_pkey PRIMARY KEY (id);


--
-- Name: account_emailaddress_email_03be32b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);


--
-- Name: account_emailaddress_email_03be32b2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);


--
-- Name: account_emailaddress_user_id_2c513194; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);


--
-- Name: account_emailconfirmation_email_address_id_5b7f8c58; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);


--
-- Name: account_emailconfirmation_key_f43612bd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);


--
-- Name: assessments_answer_assessment_id_bf63c452; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_answer_assessment_id_bf63c452 ON public.assessments_answer USING btree (assessment_id);


--
-- Name: assessments_answer_changed_by_id_92bcdd93; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_answer_changed_by_id_92bcdd93 ON public.assessments_answer USING btree (changed_by_id);


--
-- Name: assessments_answer_indicator_id_e521e952; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_answer_indicator_id_e521e952 ON public.assessments_answer USING btree (indicator_id);


--
-- Name: assessments_assessment_changed_by_id_4e95763c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_assessment_changed_by_id_4e95763c ON public.assessments_assessment USING btree (changed_by_id);


--
-- Name: assessments_assessment_indicator_set_id_e9846bb0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_assessment_indicator_set_id_e9846bb0 ON public.assessments_assessment USING btree (indicator_set_id);


--
-- Name: assessments_assessment_network_id_260707d3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_assessment_network_id_260707d3 ON public.assessments_assessment USING btree (network_id);


--
-- Name: assessments_audience_networks_audience_id_df426dcd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_audience_networks_audience_id_df426dcd ON public.assessments_audience_networks USING btree (audience_id);


--
-- Name: assessments_audience_networks_network_id_f171f053; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_audience_networks_network_id_f171f053 ON public.assessments_audience_networks USING btree (network_id);


--
-- Name: assessments_audience_slug_a7fabd73_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_audience_slug_a7fabd73_like ON public.assessments_audience USING btree (slug varchar_pattern_ops);


--
-- Name: assessments_conclusion_assessment_id_d7b560b8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_conclusion_assessment_id_d7b560b8 ON public.assessments_conclusion USING btree (assessment_id);


--
-- Name: assessments_conclusion_changed_by_id_104b66a6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_conclusion_changed_by_id_104b66a6 ON public.assessments_conclusion USING btree (changed_by_id);


--
-- Name: assessments_factcheck_assessment_id_0a2f5e49; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_factcheck_assessment_id_0a2f5e49 ON public.assessments_factcheck USING btree (assessment_id);


--
-- Name: assessments_factcheck_user_id_dca3b657; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_factcheck_user_id_dca3b657 ON public.assessments_factcheck USING btree (user_id);


--
-- Name: assessments_finding_assessment_id_94d0a12a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_finding_assessment_id_94d0a12a ON public.assessments_finding USING btree (assessment_id);


--
-- Name: assessments_finding_changed_by_id_ddcb3494; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_finding_changed_by_id_ddcb3494 ON public.assessments_finding USING btree (changed_by_id);


--
-- Name: assessments_finding_criteria_criterion_id_31d750c6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_finding_criteria_criterion_id_31d750c6 ON public.assessments_finding_criteria USING btree (criterion_id);


--
-- Name: assessments_finding_criteria_finding_id_cfeb72de; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_finding_criteria_finding_id_cfeb72de ON public.assessments_finding_criteria USING btree (finding_id);


--
-- Name: assessments_finding_indicators_finding_id_40cbb551; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_finding_indicators_finding_id_40cbb551 ON public.assessments_finding_indicators USING btree (finding_id);


--
-- Name: assessments_finding_indicators_indicator_id_bd6f3bcd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_finding_indicators_indicator_id_bd6f3bcd ON public.assessments_finding_indicators USING btree (indicator_id);


--
-- Name: assessments_finding_theme_id_fd23562c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_finding_theme_id_fd23562c ON public.assessments_finding USING btree (theme_id);


--
-- Name: assessments_followup_assessment_id_2ed71607; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_followup_assessment_id_2ed71607 ON public.assessments_followup USING btree (assessment_id);


--
-- Name: assessments_followup_changed_by_id_68e99f40; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_followup_changed_by_id_68e99f40 ON public.assessments_followup USING btree (changed_by_id);


--
-- Name: assessments_followup_recommendation_id_8c3ec10b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_followup_recommendation_id_8c3ec10b ON public.assessments_followup USING btree (recommendation_id);


--
-- Name: assessments_groupestimate_assessment_id_ee49b0e3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_groupestimate_assessment_id_ee49b0e3 ON public.assessments_groupestimate USING btree (assessment_id);


--
-- Name: assessments_groupestimate_changed_by_id_d405b517; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_groupestimate_changed_by_id_d405b517 ON public.assessments_groupestimate USING btree (changed_by_id);


--
-- Name: assessments_groupestimate_group_id_8d9e9791; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_groupestimate_group_id_8d9e9791 ON public.assessments_groupestimate USING btree (group_id);


--
-- Name: assessments_recommendation_assessment_id_2ab618e8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_recommendation_assessment_id_2ab618e8 ON public.assessments_recommendation USING btree (assessment_id);


--
-- Name: assessments_recommendation_changed_by_id_49fbb646; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_recommendation_changed_by_id_49fbb646 ON public.assessments_recommendation USING btree (changed_by_id);


--
-- Name: assessments_recommendation_repeats_followup_id_3b85a335; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_recommendation_repeats_followup_id_3b85a335 ON public.assessments_recommendation_repeats USING btree (followup_id);


--
-- Name: assessments_recommendation_repeats_recommendation_id_f3a3b961; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_recommendation_repeats_recommendation_id_f3a3b961 ON public.assessments_recommendation_repeats USING btree (recommendation_id);


--
-- Name: assessments_setchange_assessment_id_d176ba31; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_setchange_assessment_id_d176ba31 ON public.assessments_setchange USING btree (assessment_id);


--
-- Name: assessments_setchange_changed_by_id_ba9e38c1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_setchange_changed_by_id_ba9e38c1 ON public.assessments_setchange USING btree (changed_by_id);


--
-- Name: assessments_setchange_from_set_id_c208ba89; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_setchange_from_set_id_c208ba89 ON public.assessments_setchange USING btree (from_set_id);


--
-- Name: assessments_setchange_to_set_id_54194ab5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessments_setchange_to_set_id_54194ab5 ON public.assessments_setchange USING btree (to_set_id);


--
-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


--
-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


--
-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


--
-- Name: confirmedtext_words; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX confirmedtext_words ON public.reports_confirmedtext USING gin (words);


--
-- Name: django_admin_log_content_type_id_c4bce8eb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);


--
-- Name: django_admin_log_user_id_c564eba6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);


--
-- Name: django_session_expire_date_a5c62663; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


--
-- Name: django_session_session_key_c0390e0f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


--
-- Name: django_task_backend_071754_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_task_backend_071754_idx ON public.django_tasks_database_dbtaskresult USING btree (backend_name);


--
-- Name: django_task_queue_n_99c321_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_task_queue_n_99c321_idx ON public.django_tasks_database_dbtaskresult USING btree (queue_name);


--
-- Name: documents_document_requested_by_id_19dbf4d4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_document_requested_by_id_19dbf4d4 ON public.documents_document USING btree (requested_by_id);


--
-- Name: documents_of_a_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX documents_of_a_subject ON public.documents_document USING btree (subject_label, subject_pk);


--
-- Name: indicators_aspect_indicator_id_a2e5c1eb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_aspect_indicator_id_a2e5c1eb ON public.indicators_aspect USING btree (indicator_id);


--
-- Name: indicators_criterion_theme_id_72505396; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_criterion_theme_id_72505396 ON public.indicators_criterion USING btree (theme_id);


--
-- Name: indicators_historicalaspect_history_date_a634cd83; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalaspect_history_date_a634cd83 ON public.indicators_historicalaspect USING btree (history_date);


--
-- Name: indicators_historicalaspect_history_user_id_9d0027b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalaspect_history_user_id_9d0027b2 ON public.indicators_historicalaspect USING btree (history_user_id);


--
-- Name: indicators_historicalaspect_id_6bf8bcf6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalaspect_id_6bf8bcf6 ON public.indicators_historicalaspect USING btree (id);


--
-- Name: indicators_historicalaspect_indicator_id_4a896fd0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalaspect_indicator_id_4a896fd0 ON public.indicators_historicalaspect USING btree (indicator_id);


--
-- Name: indicators_historicalcriterion_history_date_57bfe3b4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalcriterion_history_date_57bfe3b4 ON public.indicators_historicalcriterion USING btree (history_date);


--
-- Name: indicators_historicalcriterion_history_user_id_3d69137e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalcriterion_history_user_id_3d69137e ON public.indicators_historicalcriterion USING btree (history_user_id);


--
-- Name: indicators_historicalcriterion_id_7949bb22; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalcriterion_id_7949bb22 ON public.indicators_historicalcriterion USING btree (id);


--
-- Name: indicators_historicalcriterion_theme_id_ac402e57; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalcriterion_theme_id_ac402e57 ON public.indicators_historicalcriterion USING btree (theme_id);


--
-- Name: indicators_historicalindicator_group_id_bd0d8f17; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicator_group_id_bd0d8f17 ON public.indicators_historicalindicator USING btree (group_id);


--
-- Name: indicators_historicalindicator_history_date_4798c90b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicator_history_date_4798c90b ON public.indicators_historicalindicator USING btree (history_date);


--
-- Name: indicators_historicalindicator_history_user_id_b21a8374; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicator_history_user_id_b21a8374 ON public.indicators_historicalindicator USING btree (history_user_id);


--
-- Name: indicators_historicalindicator_id_77c30799; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicator_id_77c30799 ON public.indicators_historicalindicator USING btree (id);


--
-- Name: indicators_historicalindicatorgroup_history_date_eeb766f9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicatorgroup_history_date_eeb766f9 ON public.indicators_historicalindicatorgroup USING btree (history_date);


--
-- Name: indicators_historicalindicatorgroup_history_user_id_212611f9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicatorgroup_history_user_id_212611f9 ON public.indicators_historicalindicatorgroup USING btree (history_user_id);


--
-- Name: indicators_historicalindicatorgroup_id_4f359be1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicatorgroup_id_4f359be1 ON public.indicators_historicalindicatorgroup USING btree (id);


--
-- Name: indicators_historicalindicatorgroup_theme_id_b00ebe7b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicatorgroup_theme_id_b00ebe7b ON public.indicators_historicalindicatorgroup USING btree (theme_id);


--
-- Name: indicators_historicalindicatorset_based_on_id_cd2090e5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicatorset_based_on_id_cd2090e5 ON public.indicators_historicalindicatorset USING btree (based_on_id);


--
-- Name: indicators_historicalindicatorset_history_date_b1b3aa2b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicatorset_history_date_b1b3aa2b ON public.indicators_historicalindicatorset USING btree (history_date);


--
-- Name: indicators_historicalindicatorset_history_user_id_c48fbb34; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicatorset_history_user_id_c48fbb34 ON public.indicators_historicalindicatorset USING btree (history_user_id);


--
-- Name: indicators_historicalindicatorset_id_959ed4f1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicalindicatorset_id_959ed4f1 ON public.indicators_historicalindicatorset USING btree (id);


--
-- Name: indicators_historicaltheme_history_date_8c32f387; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicaltheme_history_date_8c32f387 ON public.indicators_historicaltheme USING btree (history_date);


--
-- Name: indicators_historicaltheme_history_user_id_dc1fe523; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicaltheme_history_user_id_dc1fe523 ON public.indicators_historicaltheme USING btree (history_user_id);


--
-- Name: indicators_historicaltheme_id_17ee735f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicaltheme_id_17ee735f ON public.indicators_historicaltheme USING btree (id);


--
-- Name: indicators_historicaltheme_indicator_set_id_67b11ef5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_historicaltheme_indicator_set_id_67b11ef5 ON public.indicators_historicaltheme USING btree (indicator_set_id);


--
-- Name: indicators_indicator_group_id_75d1e381; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_indicator_group_id_75d1e381 ON public.indicators_indicator USING btree (group_id);


--
-- Name: indicators_indicatorgroup_theme_id_4028c49c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_indicatorgroup_theme_id_4028c49c ON public.indicators_indicatorgroup USING btree (theme_id);


--
-- Name: indicators_indicatorset_based_on_id_c3175e1c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_indicatorset_based_on_id_c3175e1c ON public.indicators_indicatorset USING btree (based_on_id);


--
-- Name: indicators_theme_indicator_set_id_4204991d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX indicators_theme_indicator_set_id_4204991d ON public.indicators_theme USING btree (indicator_set_id);


--
-- Name: national_nationalrecommendation_changed_by_id_26cbc860; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX national_nationalrecommendation_changed_by_id_26cbc860 ON public.national_nationalrecommendation USING btree (changed_by_id);


--
-- Name: national_nationalrecommendation_report_id_bc0b95c1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX national_nationalrecommendation_report_id_bc0b95c1 ON public.national_nationalrecommendation USING btree (report_id);


--
-- Name: national_nationalreport_changed_by_id_94a8bbe1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX national_nationalreport_changed_by_id_94a8bbe1 ON public.national_nationalreport USING btree (changed_by_id);


--
-- Name: national_nationalreport_indicator_set_id_4181d530; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX national_nationalreport_indicator_set_id_4181d530 ON public.national_nationalreport USING btree (indicator_set_id);


--
-- Name: national_nationalversion_confirmed_by_id_4797f540; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX national_nationalversion_confirmed_by_id_4797f540 ON public.national_nationalversion USING btree (confirmed_by_id);


--
-- Name: national_nationalversion_reopened_by_id_5f364362; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX national_nationalversion_reopened_by_id_5f364362 ON public.national_nationalversion USING btree (reopened_by_id);


--
-- Name: national_nationalversion_report_id_3a9226e3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX national_nationalversion_report_id_3a9226e3 ON public.national_nationalversion USING btree (report_id);


--
-- Name: networks_apitoken_digest_41c8cf4a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_apitoken_digest_41c8cf4a_like ON public.networks_apitoken USING btree (digest varchar_pattern_ops);


--
-- Name: networks_apitoken_user_id_29de56b6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_apitoken_user_id_29de56b6 ON public.networks_apitoken USING btree (user_id);


--
-- Name: networks_membership_network_id_eb69914f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_membership_network_id_eb69914f ON public.networks_membership USING btree (network_id);


--
-- Name: networks_membership_organisation_id_97ae28b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_membership_organisation_id_97ae28b2 ON public.networks_membership USING btree (organisation_id);


--
-- Name: networks_membership_user_id_53c1c29b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_membership_user_id_53c1c29b ON public.networks_membership USING btree (user_id);


--
-- Name: networks_network_name_f7d02f2b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_network_name_f7d02f2b_like ON public.networks_network USING btree (name varchar_pattern_ops);


--
-- Name: networks_network_organisations_network_id_9a604fad; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_network_organisations_network_id_9a604fad ON public.networks_network_organisations USING btree (network_id);


--
-- Name: networks_network_organisations_organisation_id_59a4c754; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_network_organisations_organisation_id_59a4c754 ON public.networks_network_organisations USING btree (organisation_id);


--
-- Name: networks_network_slug_44f8c11e_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_network_slug_44f8c11e_like ON public.networks_network USING btree (slug varchar_pattern_ops);


--
-- Name: networks_organisation_name_3dba54a0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_organisation_name_3dba54a0_like ON public.networks_organisation USING btree (name varchar_pattern_ops);


--
-- Name: networks_user_email_e4a68dba_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_user_email_e4a68dba_like ON public.networks_user USING btree (email varchar_pattern_ops);


--
-- Name: networks_user_groups_group_id_463517f4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_user_groups_group_id_463517f4 ON public.networks_user_groups USING btree (group_id);


--
-- Name: networks_user_groups_user_id_65296b0e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_user_groups_user_id_65296b0e ON public.networks_user_groups USING btree (user_id);


--
-- Name: networks_user_user_permissions_permission_id_93b94aa0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_user_user_permissions_permission_id_93b94aa0 ON public.networks_user_user_permissions USING btree (permission_id);


--
-- Name: networks_user_user_permissions_user_id_d7e2ee70; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX networks_user_user_permissions_user_id_d7e2ee70 ON public.networks_user_user_permissions USING btree (user_id);


--
-- Name: one_account_an_address; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_account_an_address ON public.networks_user USING btree (lower((email)::text));


--
-- Name: one_kept_document_a_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_kept_document_a_subject ON public.documents_document USING btree (kind, subject_label, subject_pk) WHERE kept;


--
-- Name: reports_confirmedtext_assessment_id_deb3fe8d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reports_confirmedtext_assessment_id_deb3fe8d ON public.reports_confirmedtext USING btree (assessment_id);


--
-- Name: reports_quoteconsent_changed_by_id_7fea8af9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reports_quoteconsent_changed_by_id_7fea8af9 ON public.reports_quoteconsent USING btree (changed_by_id);


--
-- Name: reports_reportversion_assessment_id_adc37db8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reports_reportversion_assessment_id_adc37db8 ON public.reports_reportversion USING btree (assessment_id);


--
-- Name: reports_reportversion_confirmed_by_id_7ffdbb03; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reports_reportversion_confirmed_by_id_7ffdbb03 ON public.reports_reportversion USING btree (confirmed_by_id);


--
-- Name: reports_reportversion_reopened_by_id_1de5725e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX reports_reportversion_reopened_by_id_1de5725e ON public.reports_reportversion USING btree (reopened_by_id);


--
-- Name: tasks_db_new_ordering_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_db_new_ordering_idx ON public.django_tasks_database_dbtaskresult USING btree (status, priority DESC, run_after, enqueued_at) WHERE ((status)::text = 'READY'::text);


--
-- Name: unique_primary_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";


--
-- Name: unique_verified_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;


--
-- Name: documents_document document_about_assessments_assessment_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_assessments_assessment_insert BEFORE INSERT ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_assessments_assessment_insert();


--
-- Name: documents_document document_about_assessments_assessment_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_assessments_assessment_update BEFORE UPDATE OF subject_label, subject_pk ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_assessments_assessment_insert();


--
-- Name: documents_document document_about_national_nationalreport_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_national_nationalreport_insert BEFORE INSERT ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_national_nationalreport_insert();


--
-- Name: documents_document document_about_national_nationalreport_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_national_nationalreport_update BEFORE UPDATE OF subject_label, subject_pk ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_national_nationalreport_insert();


--
-- Name: documents_document document_about_national_nationalversion_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_national_nationalversion_insert BEFORE INSERT ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_national_nationalversion_insert();


--
-- Name: documents_document document_about_national_nationalversion_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_national_nationalversion_update BEFORE UPDATE OF subject_label, subject_pk ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_national_nationalversion_insert();


--
-- Name: documents_document document_about_networks_network_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_networks_network_insert BEFORE INSERT ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_networks_network_insert();


--
-- Name: documents_document document_about_networks_network_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_networks_network_update BEFORE UPDATE OF subject_label, subject_pk ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_networks_network_insert();


--
-- Name: documents_document document_about_reports_reportversion_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_reports_reportversion_insert BEFORE INSERT ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_reports_reportversion_insert();


--
-- Name: documents_document document_about_reports_reportversion_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER document_about_reports_reportversion_update BEFORE UPDATE OF subject_label, subject_pk ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.document_about_reports_reportversion_insert();


--
-- Name: assessments_assessment documents_go_with_assessments_assessment; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_go_with_assessments_assessment AFTER DELETE ON public.assessments_assessment FOR EACH ROW EXECUTE FUNCTION public.documents_go_with_assessments_assessment();


--
-- Name: national_nationalreport documents_go_with_national_nationalreport; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_go_with_national_nationalreport AFTER DELETE ON public.national_nationalreport FOR EACH ROW EXECUTE FUNCTION public.documents_go_with_national_nationalreport();


--
-- Name: national_nationalversion documents_go_with_national_nationalversion; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_go_with_national_nationalversion AFTER DELETE ON public.national_nationalversion FOR EACH ROW EXECUTE FUNCTION public.documents_go_with_national_nationalversion();


--
-- Name: networks_network documents_go_with_networks_network; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_go_with_networks_network AFTER DELETE ON public.networks_network FOR EACH ROW EXECUTE FUNCTION public.documents_go_with_networks_network();


--
-- Name: reports_reportversion documents_go_with_reports_reportversion; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER documents_go_with_reports_reportversion AFTER DELETE ON public.reports_reportversion FOR EACH ROW EXECUTE FUNCTION public.documents_go_with_reports_reportversion();


--
-- Name: indicators_indicatorset frozen_content_indicators_indicatorset_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_content_indicators_indicatorset_delete_old BEFORE DELETE ON public.indicators_indicatorset FOR EACH ROW EXECUTE FUNCTION public.frozen_content_indicators_indicatorset_delete_old();


--
-- Name: indicators_indicatorset frozen_content_indicators_indicatorset_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_content_indicators_indicatorset_update_new BEFORE UPDATE OF id, slug, version, title, source, introduction, criterion_question, published_at, based_on_id ON public.indicators_indicatorset FOR EACH ROW EXECUTE FUNCTION public.frozen_content_indicators_indicatorset_update_new();


--
-- Name: indicators_indicatorset frozen_content_indicators_indicatorset_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_content_indicators_indicatorset_update_old BEFORE UPDATE OF id, slug, version, title, source, introduction, criterion_question, published_at, based_on_id ON public.indicators_indicatorset FOR EACH ROW EXECUTE FUNCTION public.frozen_content_indicators_indicatorset_update_old();


--
-- Name: national_nationalversion frozen_reopened_national_nationalversion_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_reopened_national_nationalversion_update_new BEFORE UPDATE OF reopened_at, reopen_reason ON public.national_nationalversion FOR EACH ROW EXECUTE FUNCTION public.frozen_reopened_national_nationalversion_update_new();


--
-- Name: national_nationalversion frozen_reopened_national_nationalversion_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_reopened_national_nationalversion_update_old BEFORE UPDATE OF reopened_at, reopen_reason ON public.national_nationalversion FOR EACH ROW EXECUTE FUNCTION public.frozen_reopened_national_nationalversion_update_old();


--
-- Name: reports_reportversion frozen_reopened_reports_reportversion_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_reopened_reports_reportversion_update_new BEFORE UPDATE OF reopened_at, reopen_reason ON public.reports_reportversion FOR EACH ROW EXECUTE FUNCTION public.frozen_reopened_reports_reportversion_update_new();


--
-- Name: reports_reportversion frozen_reopened_reports_reportversion_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_reopened_reports_reportversion_update_old BEFORE UPDATE OF reopened_at, reopen_reason ON public.reports_reportversion FOR EACH ROW EXECUTE FUNCTION public.frozen_reopened_reports_reportversion_update_old();


--
-- Name: assessments_answer frozen_row_assessments_answer_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_answer_delete_old BEFORE DELETE ON public.assessments_answer FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_answer_delete_old();


--
-- Name: assessments_answer frozen_row_assessments_answer_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_answer_insert_new BEFORE INSERT ON public.assessments_answer FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_answer_insert_new();


--
-- Name: assessments_answer frozen_row_assessments_answer_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_answer_update_new BEFORE UPDATE ON public.assessments_answer FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_answer_update_new();


--
-- Name: assessments_answer frozen_row_assessments_answer_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_answer_update_old BEFORE UPDATE ON public.assessments_answer FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_answer_update_old();


--
-- Name: assessments_assessment frozen_row_assessments_assessment_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_assessment_update_new BEFORE UPDATE ON public.assessments_assessment FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_assessment_update_new();


--
-- Name: assessments_assessment frozen_row_assessments_assessment_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_assessment_update_old BEFORE UPDATE ON public.assessments_assessment FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_assessment_update_old();


--
-- Name: assessments_conclusion frozen_row_assessments_conclusion_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_conclusion_delete_old BEFORE DELETE ON public.assessments_conclusion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_conclusion_delete_old();


--
-- Name: assessments_conclusion frozen_row_assessments_conclusion_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_conclusion_insert_new BEFORE INSERT ON public.assessments_conclusion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_conclusion_insert_new();


--
-- Name: assessments_conclusion frozen_row_assessments_conclusion_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_conclusion_update_new BEFORE UPDATE ON public.assessments_conclusion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_conclusion_update_new();


--
-- Name: assessments_conclusion frozen_row_assessments_conclusion_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_conclusion_update_old BEFORE UPDATE ON public.assessments_conclusion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_conclusion_update_old();


--
-- Name: assessments_factcheck frozen_row_assessments_factcheck_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_factcheck_delete_old BEFORE DELETE ON public.assessments_factcheck FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_factcheck_delete_old();


--
-- Name: assessments_factcheck frozen_row_assessments_factcheck_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_factcheck_insert_new BEFORE INSERT ON public.assessments_factcheck FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_factcheck_insert_new();


--
-- Name: assessments_factcheck frozen_row_assessments_factcheck_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_factcheck_update_new BEFORE UPDATE ON public.assessments_factcheck FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_factcheck_update_new();


--
-- Name: assessments_factcheck frozen_row_assessments_factcheck_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_factcheck_update_old BEFORE UPDATE ON public.assessments_factcheck FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_factcheck_update_old();


--
-- Name: assessments_finding_criteria frozen_row_assessments_finding_criteria_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_criteria_delete_old BEFORE DELETE ON public.assessments_finding_criteria FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_criteria_delete_old();


--
-- Name: assessments_finding_criteria frozen_row_assessments_finding_criteria_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_criteria_insert_new BEFORE INSERT ON public.assessments_finding_criteria FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_criteria_insert_new();


--
-- Name: assessments_finding_criteria frozen_row_assessments_finding_criteria_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_criteria_update_new BEFORE UPDATE ON public.assessments_finding_criteria FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_criteria_update_new();


--
-- Name: assessments_finding_criteria frozen_row_assessments_finding_criteria_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_criteria_update_old BEFORE UPDATE ON public.assessments_finding_criteria FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_criteria_update_old();


--
-- Name: assessments_finding frozen_row_assessments_finding_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_delete_old BEFORE DELETE ON public.assessments_finding FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_delete_old();


--
-- Name: assessments_finding_indicators frozen_row_assessments_finding_indicators_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_indicators_delete_old BEFORE DELETE ON public.assessments_finding_indicators FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_indicators_delete_old();


--
-- Name: assessments_finding_indicators frozen_row_assessments_finding_indicators_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_indicators_insert_new BEFORE INSERT ON public.assessments_finding_indicators FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_indicators_insert_new();


--
-- Name: assessments_finding_indicators frozen_row_assessments_finding_indicators_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_indicators_update_new BEFORE UPDATE ON public.assessments_finding_indicators FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_indicators_update_new();


--
-- Name: assessments_finding_indicators frozen_row_assessments_finding_indicators_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_indicators_update_old BEFORE UPDATE ON public.assessments_finding_indicators FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_indicators_update_old();


--
-- Name: assessments_finding frozen_row_assessments_finding_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_insert_new BEFORE INSERT ON public.assessments_finding FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_insert_new();


--
-- Name: assessments_finding frozen_row_assessments_finding_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_update_new BEFORE UPDATE ON public.assessments_finding FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_update_new();


--
-- Name: assessments_finding frozen_row_assessments_finding_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_finding_update_old BEFORE UPDATE ON public.assessments_finding FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_finding_update_old();


--
-- Name: assessments_followup frozen_row_assessments_followup_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_followup_delete_old BEFORE DELETE ON public.assessments_followup FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_followup_delete_old();


--
-- Name: assessments_followup frozen_row_assessments_followup_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_followup_insert_new BEFORE INSERT ON public.assessments_followup FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_followup_insert_new();


--
-- Name: assessments_followup frozen_row_assessments_followup_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_followup_update_new BEFORE UPDATE ON public.assessments_followup FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_followup_update_new();


--
-- Name: assessments_followup frozen_row_assessments_followup_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_followup_update_old BEFORE UPDATE ON public.assessments_followup FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_followup_update_old();


--
-- Name: assessments_groupestimate frozen_row_assessments_groupestimate_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_groupestimate_delete_old BEFORE DELETE ON public.assessments_groupestimate FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_groupestimate_delete_old();


--
-- Name: assessments_groupestimate frozen_row_assessments_groupestimate_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_groupestimate_insert_new BEFORE INSERT ON public.assessments_groupestimate FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_groupestimate_insert_new();


--
-- Name: assessments_groupestimate frozen_row_assessments_groupestimate_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_groupestimate_update_new BEFORE UPDATE ON public.assessments_groupestimate FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_groupestimate_update_new();


--
-- Name: assessments_groupestimate frozen_row_assessments_groupestimate_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_groupestimate_update_old BEFORE UPDATE ON public.assessments_groupestimate FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_groupestimate_update_old();


--
-- Name: assessments_recommendation frozen_row_assessments_recommendation_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_recommendation_delete_old BEFORE DELETE ON public.assessments_recommendation FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_recommendation_delete_old();


--
-- Name: assessments_recommendation frozen_row_assessments_recommendation_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_recommendation_insert_new BEFORE INSERT ON public.assessments_recommendation FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_recommendation_insert_new();


--
-- Name: assessments_recommendation_repeats frozen_row_assessments_recommendation_repeats_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_recommendation_repeats_delete_old BEFORE DELETE ON public.assessments_recommendation_repeats FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_recommendation_repeats_delete_old();


--
-- Name: assessments_recommendation_repeats frozen_row_assessments_recommendation_repeats_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_recommendation_repeats_insert_new BEFORE INSERT ON public.assessments_recommendation_repeats FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_recommendation_repeats_insert_new();


--
-- Name: assessments_recommendation_repeats frozen_row_assessments_recommendation_repeats_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_recommendation_repeats_update_new BEFORE UPDATE ON public.assessments_recommendation_repeats FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_recommendation_repeats_update_new();


--
-- Name: assessments_recommendation_repeats frozen_row_assessments_recommendation_repeats_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_recommendation_repeats_update_old BEFORE UPDATE ON public.assessments_recommendation_repeats FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_recommendation_repeats_update_old();


--
-- Name: assessments_recommendation frozen_row_assessments_recommendation_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_recommendation_update_new BEFORE UPDATE ON public.assessments_recommendation FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_recommendation_update_new();


--
-- Name: assessments_recommendation frozen_row_assessments_recommendation_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_recommendation_update_old BEFORE UPDATE ON public.assessments_recommendation FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_recommendation_update_old();


--
-- Name: assessments_setchange frozen_row_assessments_setchange_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_setchange_delete_old BEFORE DELETE ON public.assessments_setchange FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_setchange_delete_old();


--
-- Name: assessments_setchange frozen_row_assessments_setchange_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_setchange_insert_new BEFORE INSERT ON public.assessments_setchange FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_setchange_insert_new();


--
-- Name: assessments_setchange frozen_row_assessments_setchange_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_setchange_update_new BEFORE UPDATE ON public.assessments_setchange FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_setchange_update_new();


--
-- Name: assessments_setchange frozen_row_assessments_setchange_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_assessments_setchange_update_old BEFORE UPDATE ON public.assessments_setchange FOR EACH ROW EXECUTE FUNCTION public.frozen_row_assessments_setchange_update_old();


--
-- Name: documents_document frozen_row_documents_document_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_documents_document_delete_old BEFORE DELETE ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.frozen_row_documents_document_delete_old();


--
-- Name: documents_document frozen_row_documents_document_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_documents_document_update_new BEFORE UPDATE OF kind, fingerprint, state, sha256, size, file_name, subject_label, subject_pk, kept ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.frozen_row_documents_document_update_new();


--
-- Name: documents_document frozen_row_documents_document_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_documents_document_update_old BEFORE UPDATE OF kind, fingerprint, state, sha256, size, file_name, subject_label, subject_pk, kept ON public.documents_document FOR EACH ROW EXECUTE FUNCTION public.frozen_row_documents_document_update_old();


--
-- Name: indicators_aspect frozen_row_indicators_aspect_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_aspect_delete_old BEFORE DELETE ON public.indicators_aspect FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_aspect_delete_old();


--
-- Name: indicators_aspect frozen_row_indicators_aspect_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_aspect_insert_new BEFORE INSERT ON public.indicators_aspect FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_aspect_insert_new();


--
-- Name: indicators_aspect frozen_row_indicators_aspect_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_aspect_update_new BEFORE UPDATE ON public.indicators_aspect FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_aspect_update_new();


--
-- Name: indicators_aspect frozen_row_indicators_aspect_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_aspect_update_old BEFORE UPDATE ON public.indicators_aspect FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_aspect_update_old();


--
-- Name: indicators_criterion frozen_row_indicators_criterion_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_criterion_delete_old BEFORE DELETE ON public.indicators_criterion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_criterion_delete_old();


--
-- Name: indicators_criterion frozen_row_indicators_criterion_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_criterion_insert_new BEFORE INSERT ON public.indicators_criterion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_criterion_insert_new();


--
-- Name: indicators_criterion frozen_row_indicators_criterion_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_criterion_update_new BEFORE UPDATE ON public.indicators_criterion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_criterion_update_new();


--
-- Name: indicators_criterion frozen_row_indicators_criterion_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_criterion_update_old BEFORE UPDATE ON public.indicators_criterion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_criterion_update_old();


--
-- Name: indicators_indicator frozen_row_indicators_indicator_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicator_delete_old BEFORE DELETE ON public.indicators_indicator FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicator_delete_old();


--
-- Name: indicators_indicator frozen_row_indicators_indicator_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicator_insert_new BEFORE INSERT ON public.indicators_indicator FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicator_insert_new();


--
-- Name: indicators_indicator frozen_row_indicators_indicator_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicator_update_new BEFORE UPDATE ON public.indicators_indicator FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicator_update_new();


--
-- Name: indicators_indicator frozen_row_indicators_indicator_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicator_update_old BEFORE UPDATE ON public.indicators_indicator FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicator_update_old();


--
-- Name: indicators_indicatorgroup frozen_row_indicators_indicatorgroup_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicatorgroup_delete_old BEFORE DELETE ON public.indicators_indicatorgroup FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicatorgroup_delete_old();


--
-- Name: indicators_indicatorgroup frozen_row_indicators_indicatorgroup_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicatorgroup_insert_new BEFORE INSERT ON public.indicators_indicatorgroup FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicatorgroup_insert_new();


--
-- Name: indicators_indicatorgroup frozen_row_indicators_indicatorgroup_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicatorgroup_update_new BEFORE UPDATE ON public.indicators_indicatorgroup FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicatorgroup_update_new();


--
-- Name: indicators_indicatorgroup frozen_row_indicators_indicatorgroup_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicatorgroup_update_old BEFORE UPDATE ON public.indicators_indicatorgroup FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicatorgroup_update_old();


--
-- Name: indicators_indicatorset frozen_row_indicators_indicatorset_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicatorset_update_new BEFORE UPDATE OF status ON public.indicators_indicatorset FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicatorset_update_new();


--
-- Name: indicators_indicatorset frozen_row_indicators_indicatorset_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_indicatorset_update_old BEFORE UPDATE OF status ON public.indicators_indicatorset FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_indicatorset_update_old();


--
-- Name: indicators_theme frozen_row_indicators_theme_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_theme_delete_old BEFORE DELETE ON public.indicators_theme FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_theme_delete_old();


--
-- Name: indicators_theme frozen_row_indicators_theme_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_theme_insert_new BEFORE INSERT ON public.indicators_theme FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_theme_insert_new();


--
-- Name: indicators_theme frozen_row_indicators_theme_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_theme_update_new BEFORE UPDATE ON public.indicators_theme FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_theme_update_new();


--
-- Name: indicators_theme frozen_row_indicators_theme_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_indicators_theme_update_old BEFORE UPDATE ON public.indicators_theme FOR EACH ROW EXECUTE FUNCTION public.frozen_row_indicators_theme_update_old();


--
-- Name: national_nationalrecommendation frozen_row_national_nationalrecommendation_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_national_nationalrecommendation_delete_old BEFORE DELETE ON public.national_nationalrecommendation FOR EACH ROW EXECUTE FUNCTION public.frozen_row_national_nationalrecommendation_delete_old();


--
-- Name: national_nationalrecommendation frozen_row_national_nationalrecommendation_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_national_nationalrecommendation_insert_new BEFORE INSERT ON public.national_nationalrecommendation FOR EACH ROW EXECUTE FUNCTION public.frozen_row_national_nationalrecommendation_insert_new();


--
-- Name: national_nationalrecommendation frozen_row_national_nationalrecommendation_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_national_nationalrecommendation_update_new BEFORE UPDATE ON public.national_nationalrecommendation FOR EACH ROW EXECUTE FUNCTION public.frozen_row_national_nationalrecommendation_update_new();


--
-- Name: national_nationalrecommendation frozen_row_national_nationalrecommendation_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_national_nationalrecommendation_update_old BEFORE UPDATE ON public.national_nationalrecommendation FOR EACH ROW EXECUTE FUNCTION public.frozen_row_national_nationalrecommendation_update_old();


--
-- Name: national_nationalreport frozen_row_national_nationalreport_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_national_nationalreport_update_new BEFORE UPDATE ON public.national_nationalreport FOR EACH ROW EXECUTE FUNCTION public.frozen_row_national_nationalreport_update_new();


--
-- Name: national_nationalreport frozen_row_national_nationalreport_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_national_nationalreport_update_old BEFORE UPDATE ON public.national_nationalreport FOR EACH ROW EXECUTE FUNCTION public.frozen_row_national_nationalreport_update_old();


--
-- Name: national_nationalversion frozen_row_national_nationalversion_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_national_nationalversion_delete_old BEFORE DELETE ON public.national_nationalversion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_national_nationalversion_delete_old();


--
-- Name: national_nationalversion frozen_row_national_nationalversion_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_national_nationalversion_update_new BEFORE UPDATE OF shared, office, contributions, number, report_id, confirmed_at ON public.national_nationalversion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_national_nationalversion_update_new();


--
-- Name: national_nationalversion frozen_row_national_nationalversion_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_national_nationalversion_update_old BEFORE UPDATE OF shared, office, contributions, number, report_id, confirmed_at ON public.national_nationalversion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_national_nationalversion_update_old();


--
-- Name: reports_confirmedtext frozen_row_reports_confirmedtext_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_reports_confirmedtext_delete_old BEFORE DELETE ON public.reports_confirmedtext FOR EACH ROW EXECUTE FUNCTION public.frozen_row_reports_confirmedtext_delete_old();


--
-- Name: reports_confirmedtext frozen_row_reports_confirmedtext_insert_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_reports_confirmedtext_insert_new BEFORE INSERT ON public.reports_confirmedtext FOR EACH ROW EXECUTE FUNCTION public.frozen_row_reports_confirmedtext_insert_new();


--
-- Name: reports_confirmedtext frozen_row_reports_confirmedtext_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_reports_confirmedtext_update_new BEFORE UPDATE ON public.reports_confirmedtext FOR EACH ROW EXECUTE FUNCTION public.frozen_row_reports_confirmedtext_update_new();


--
-- Name: reports_confirmedtext frozen_row_reports_confirmedtext_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_reports_confirmedtext_update_old BEFORE UPDATE ON public.reports_confirmedtext FOR EACH ROW EXECUTE FUNCTION public.frozen_row_reports_confirmedtext_update_old();


--
-- Name: reports_reportversion frozen_row_reports_reportversion_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_reports_reportversion_delete_old BEFORE DELETE ON public.reports_reportversion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_reports_reportversion_delete_old();


--
-- Name: reports_reportversion frozen_row_reports_reportversion_update_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_reports_reportversion_update_new BEFORE UPDATE OF content, number, assessment_id, confirmed_at ON public.reports_reportversion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_reports_reportversion_update_new();


--
-- Name: reports_reportversion frozen_row_reports_reportversion_update_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_row_reports_reportversion_update_old BEFORE UPDATE OF content, number, assessment_id, confirmed_at ON public.reports_reportversion FOR EACH ROW EXECUTE FUNCTION public.frozen_row_reports_reportversion_update_old();


--
-- Name: assessments_assessment frozen_whole_assessments_assessment_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_whole_assessments_assessment_delete_old BEFORE DELETE ON public.assessments_assessment FOR EACH ROW EXECUTE FUNCTION public.frozen_whole_assessments_assessment_delete_old();


--
-- Name: national_nationalreport frozen_whole_national_nationalreport_delete_old; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_whole_national_nationalreport_delete_old BEFORE DELETE ON public.national_nationalreport FOR EACH ROW EXECUTE FUNCTION public.frozen_whole_national_nationalreport_delete_old();


--
-- Name: account_emailaddress account_emailaddress_user_id_2c513194_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_networks_user_id FOREIGN KEY (user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: account_emailconfirmation account_emailconfirm_email_address_id_5b7f8c58_fk_account_e; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_answer assessments_answer_assessment_id_bf63c452_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_answer
    ADD CONSTRAINT assessments_answer_assessment_id_bf63c452_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_answer assessments_answer_changed_by_id_92bcdd93_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_answer
    ADD CONSTRAINT assessments_answer_changed_by_id_92bcdd93_fk_networks_user_id FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_answer assessments_answer_indicator_id_e521e952_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_answer
    ADD CONSTRAINT assessments_answer_indicator_id_e521e952_fk_indicator FOREIGN KEY (indicator_id) REFERENCES public.indicators_indicator(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_assessment assessments_assessme_changed_by_id_4e95763c_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_assessment
    ADD CONSTRAINT assessments_assessme_changed_by_id_4e95763c_fk_networks_ FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_assessment assessments_assessme_indicator_set_id_e9846bb0_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_assessment
    ADD CONSTRAINT assessments_assessme_indicator_set_id_e9846bb0_fk_indicator FOREIGN KEY (indicator_set_id) REFERENCES public.indicators_indicatorset(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_assessment assessments_assessme_network_id_260707d3_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_assessment
    ADD CONSTRAINT assessments_assessme_network_id_260707d3_fk_networks_ FOREIGN KEY (network_id) REFERENCES public.networks_network(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_audience_networks assessments_audience_audience_id_df426dcd_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_audience_networks
    ADD CONSTRAINT assessments_audience_audience_id_df426dcd_fk_assessmen FOREIGN KEY (audience_id) REFERENCES public.assessments_audience(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_audience_networks assessments_audience_network_id_f171f053_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_audience_networks
    ADD CONSTRAINT assessments_audience_network_id_f171f053_fk_networks_ FOREIGN KEY (network_id) REFERENCES public.networks_network(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_conclusion assessments_conclusi_assessment_id_d7b560b8_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_conclusion
    ADD CONSTRAINT assessments_conclusi_assessment_id_d7b560b8_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_conclusion assessments_conclusi_changed_by_id_104b66a6_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_conclusion
    ADD CONSTRAINT assessments_conclusi_changed_by_id_104b66a6_fk_networks_ FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_factcheck assessments_factchec_assessment_id_0a2f5e49_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_factcheck
    ADD CONSTRAINT assessments_factchec_assessment_id_0a2f5e49_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_factcheck assessments_factcheck_user_id_dca3b657_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_factcheck
    ADD CONSTRAINT assessments_factcheck_user_id_dca3b657_fk_networks_user_id FOREIGN KEY (user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_finding_criteria assessments_finding__criterion_id_31d750c6_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding_criteria
    ADD CONSTRAINT assessments_finding__criterion_id_31d750c6_fk_indicator FOREIGN KEY (criterion_id) REFERENCES public.indicators_criterion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_finding_indicators assessments_finding__finding_id_40cbb551_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding_indicators
    ADD CONSTRAINT assessments_finding__finding_id_40cbb551_fk_assessmen FOREIGN KEY (finding_id) REFERENCES public.assessments_finding(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_finding_criteria assessments_finding__finding_id_cfeb72de_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding_criteria
    ADD CONSTRAINT assessments_finding__finding_id_cfeb72de_fk_assessmen FOREIGN KEY (finding_id) REFERENCES public.assessments_finding(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_finding_indicators assessments_finding__indicator_id_bd6f3bcd_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding_indicators
    ADD CONSTRAINT assessments_finding__indicator_id_bd6f3bcd_fk_indicator FOREIGN KEY (indicator_id) REFERENCES public.indicators_indicator(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_finding assessments_finding_answer_id_688b77df_fk_assessments_answer_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding
    ADD CONSTRAINT assessments_finding_answer_id_688b77df_fk_assessments_answer_id FOREIGN KEY (answer_id) REFERENCES public.assessments_answer(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_finding assessments_finding_assessment_id_94d0a12a_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding
    ADD CONSTRAINT assessments_finding_assessment_id_94d0a12a_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_finding assessments_finding_changed_by_id_ddcb3494_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding
    ADD CONSTRAINT assessments_finding_changed_by_id_ddcb3494_fk_networks_user_id FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_finding assessments_finding_theme_id_fd23562c_fk_indicators_theme_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_finding
    ADD CONSTRAINT assessments_finding_theme_id_fd23562c_fk_indicators_theme_id FOREIGN KEY (theme_id) REFERENCES public.indicators_theme(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_followup assessments_followup_assessment_id_2ed71607_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_followup
    ADD CONSTRAINT assessments_followup_assessment_id_2ed71607_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_followup assessments_followup_changed_by_id_68e99f40_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_followup
    ADD CONSTRAINT assessments_followup_changed_by_id_68e99f40_fk_networks_user_id FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_followup assessments_followup_recommendation_id_8c3ec10b_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_followup
    ADD CONSTRAINT assessments_followup_recommendation_id_8c3ec10b_fk_assessmen FOREIGN KEY (recommendation_id) REFERENCES public.assessments_recommendation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_groupestimate assessments_groupest_assessment_id_ee49b0e3_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_groupestimate
    ADD CONSTRAINT assessments_groupest_assessment_id_ee49b0e3_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_groupestimate assessments_groupest_changed_by_id_d405b517_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_groupestimate
    ADD CONSTRAINT assessments_groupest_changed_by_id_d405b517_fk_networks_ FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_groupestimate assessments_groupest_group_id_8d9e9791_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_groupestimate
    ADD CONSTRAINT assessments_groupest_group_id_8d9e9791_fk_indicator FOREIGN KEY (group_id) REFERENCES public.indicators_indicatorgroup(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_recommendation assessments_recommen_assessment_id_2ab618e8_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_recommendation
    ADD CONSTRAINT assessments_recommen_assessment_id_2ab618e8_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_recommendation assessments_recommen_changed_by_id_49fbb646_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_recommendation
    ADD CONSTRAINT assessments_recommen_changed_by_id_49fbb646_fk_networks_ FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_recommendation_repeats assessments_recommen_followup_id_3b85a335_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_recommendation_repeats
    ADD CONSTRAINT assessments_recommen_followup_id_3b85a335_fk_assessmen FOREIGN KEY (followup_id) REFERENCES public.assessments_followup(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_recommendation_repeats assessments_recommen_recommendation_id_f3a3b961_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_recommendation_repeats
    ADD CONSTRAINT assessments_recommen_recommendation_id_f3a3b961_fk_assessmen FOREIGN KEY (recommendation_id) REFERENCES public.assessments_recommendation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_setchange assessments_setchang_assessment_id_d176ba31_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_setchange
    ADD CONSTRAINT assessments_setchang_assessment_id_d176ba31_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_setchange assessments_setchang_changed_by_id_ba9e38c1_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_setchange
    ADD CONSTRAINT assessments_setchang_changed_by_id_ba9e38c1_fk_networks_ FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_setchange assessments_setchang_from_set_id_c208ba89_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_setchange
    ADD CONSTRAINT assessments_setchang_from_set_id_c208ba89_fk_indicator FOREIGN KEY (from_set_id) REFERENCES public.indicators_indicatorset(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: assessments_setchange assessments_setchang_to_set_id_54194ab5_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assessments_setchange
    ADD CONSTRAINT assessments_setchang_to_set_id_54194ab5_fk_indicator FOREIGN KEY (to_set_id) REFERENCES public.indicators_indicatorset(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_admin_log django_admin_log_content_type_id_c4bce8eb_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_admin_log django_admin_log_user_id_c564eba6_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_networks_user_id FOREIGN KEY (user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: documents_document documents_document_requested_by_id_19dbf4d4_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents_document
    ADD CONSTRAINT documents_document_requested_by_id_19dbf4d4_fk_networks_user_id FOREIGN KEY (requested_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_aspect indicators_aspect_indicator_id_a2e5c1eb_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_aspect
    ADD CONSTRAINT indicators_aspect_indicator_id_a2e5c1eb_fk_indicator FOREIGN KEY (indicator_id) REFERENCES public.indicators_indicator(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_criterion indicators_criterion_theme_id_72505396_fk_indicators_theme_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_criterion
    ADD CONSTRAINT indicators_criterion_theme_id_72505396_fk_indicators_theme_id FOREIGN KEY (theme_id) REFERENCES public.indicators_theme(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_historicalindicatorgroup indicators_historica_history_user_id_212611f9_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalindicatorgroup
    ADD CONSTRAINT indicators_historica_history_user_id_212611f9_fk_networks_ FOREIGN KEY (history_user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_historicalcriterion indicators_historica_history_user_id_3d69137e_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalcriterion
    ADD CONSTRAINT indicators_historica_history_user_id_3d69137e_fk_networks_ FOREIGN KEY (history_user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_historicalaspect indicators_historica_history_user_id_9d0027b2_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalaspect
    ADD CONSTRAINT indicators_historica_history_user_id_9d0027b2_fk_networks_ FOREIGN KEY (history_user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_historicalindicator indicators_historica_history_user_id_b21a8374_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalindicator
    ADD CONSTRAINT indicators_historica_history_user_id_b21a8374_fk_networks_ FOREIGN KEY (history_user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_historicalindicatorset indicators_historica_history_user_id_c48fbb34_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicalindicatorset
    ADD CONSTRAINT indicators_historica_history_user_id_c48fbb34_fk_networks_ FOREIGN KEY (history_user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_historicaltheme indicators_historica_history_user_id_dc1fe523_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_historicaltheme
    ADD CONSTRAINT indicators_historica_history_user_id_dc1fe523_fk_networks_ FOREIGN KEY (history_user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_indicatorset indicators_indicator_based_on_id_c3175e1c_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_indicatorset
    ADD CONSTRAINT indicators_indicator_based_on_id_c3175e1c_fk_indicator FOREIGN KEY (based_on_id) REFERENCES public.indicators_indicatorset(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_indicator indicators_indicator_group_id_75d1e381_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_indicator
    ADD CONSTRAINT indicators_indicator_group_id_75d1e381_fk_indicator FOREIGN KEY (group_id) REFERENCES public.indicators_indicatorgroup(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_indicatorgroup indicators_indicator_theme_id_4028c49c_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_indicatorgroup
    ADD CONSTRAINT indicators_indicator_theme_id_4028c49c_fk_indicator FOREIGN KEY (theme_id) REFERENCES public.indicators_theme(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: indicators_theme indicators_theme_indicator_set_id_4204991d_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.indicators_theme
    ADD CONSTRAINT indicators_theme_indicator_set_id_4204991d_fk_indicator FOREIGN KEY (indicator_set_id) REFERENCES public.indicators_indicatorset(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: national_nationalrecommendation national_nationalrec_changed_by_id_26cbc860_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalrecommendation
    ADD CONSTRAINT national_nationalrec_changed_by_id_26cbc860_fk_networks_ FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: national_nationalrecommendation national_nationalrec_report_id_bc0b95c1_fk_national_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalrecommendation
    ADD CONSTRAINT national_nationalrec_report_id_bc0b95c1_fk_national_ FOREIGN KEY (report_id) REFERENCES public.national_nationalreport(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: national_nationalreport national_nationalrep_changed_by_id_94a8bbe1_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalreport
    ADD CONSTRAINT national_nationalrep_changed_by_id_94a8bbe1_fk_networks_ FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: national_nationalreport national_nationalrep_indicator_set_id_4181d530_fk_indicator; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalreport
    ADD CONSTRAINT national_nationalrep_indicator_set_id_4181d530_fk_indicator FOREIGN KEY (indicator_set_id) REFERENCES public.indicators_indicatorset(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: national_nationalversion national_nationalver_confirmed_by_id_4797f540_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalversion
    ADD CONSTRAINT national_nationalver_confirmed_by_id_4797f540_fk_networks_ FOREIGN KEY (confirmed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: national_nationalversion national_nationalver_reopened_by_id_5f364362_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalversion
    ADD CONSTRAINT national_nationalver_reopened_by_id_5f364362_fk_networks_ FOREIGN KEY (reopened_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: national_nationalversion national_nationalver_report_id_3a9226e3_fk_national_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.national_nationalversion
    ADD CONSTRAINT national_nationalver_report_id_3a9226e3_fk_national_ FOREIGN KEY (report_id) REFERENCES public.national_nationalreport(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_apitoken networks_apitoken_user_id_29de56b6_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_apitoken
    ADD CONSTRAINT networks_apitoken_user_id_29de56b6_fk_networks_user_id FOREIGN KEY (user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_membership networks_membership_network_id_eb69914f_fk_networks_network_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_membership
    ADD CONSTRAINT networks_membership_network_id_eb69914f_fk_networks_network_id FOREIGN KEY (network_id) REFERENCES public.networks_network(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_membership networks_membership_organisation_id_97ae28b2_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_membership
    ADD CONSTRAINT networks_membership_organisation_id_97ae28b2_fk_networks_ FOREIGN KEY (organisation_id) REFERENCES public.networks_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_membership networks_membership_user_id_53c1c29b_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_membership
    ADD CONSTRAINT networks_membership_user_id_53c1c29b_fk_networks_user_id FOREIGN KEY (user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_network_organisations networks_network_org_network_id_9a604fad_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_network_organisations
    ADD CONSTRAINT networks_network_org_network_id_9a604fad_fk_networks_ FOREIGN KEY (network_id) REFERENCES public.networks_network(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_network_organisations networks_network_org_organisation_id_59a4c754_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_network_organisations
    ADD CONSTRAINT networks_network_org_organisation_id_59a4c754_fk_networks_ FOREIGN KEY (organisation_id) REFERENCES public.networks_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_user_groups networks_user_groups_group_id_463517f4_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user_groups
    ADD CONSTRAINT networks_user_groups_group_id_463517f4_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_user_groups networks_user_groups_user_id_65296b0e_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user_groups
    ADD CONSTRAINT networks_user_groups_user_id_65296b0e_fk_networks_user_id FOREIGN KEY (user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_user_user_permissions networks_user_user_p_permission_id_93b94aa0_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user_user_permissions
    ADD CONSTRAINT networks_user_user_p_permission_id_93b94aa0_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: networks_user_user_permissions networks_user_user_p_user_id_d7e2ee70_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.networks_user_user_permissions
    ADD CONSTRAINT networks_user_user_p_user_id_d7e2ee70_fk_networks_ FOREIGN KEY (user_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reports_confirmedtext reports_confirmedtex_assessment_id_deb3fe8d_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_confirmedtext
    ADD CONSTRAINT reports_confirmedtex_assessment_id_deb3fe8d_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reports_quoteconsent reports_quoteconsent_assessment_id_84457926_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_quoteconsent
    ADD CONSTRAINT reports_quoteconsent_assessment_id_84457926_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reports_quoteconsent reports_quoteconsent_changed_by_id_7fea8af9_fk_networks_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_quoteconsent
    ADD CONSTRAINT reports_quoteconsent_changed_by_id_7fea8af9_fk_networks_user_id FOREIGN KEY (changed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reports_reportversion reports_reportversio_assessment_id_adc37db8_fk_assessmen; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_reportversion
    ADD CONSTRAINT reports_reportversio_assessment_id_adc37db8_fk_assessmen FOREIGN KEY (assessment_id) REFERENCES public.assessments_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reports_reportversion reports_reportversio_confirmed_by_id_7ffdbb03_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_reportversion
    ADD CONSTRAINT reports_reportversio_confirmed_by_id_7ffdbb03_fk_networks_ FOREIGN KEY (confirmed_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: reports_reportversion reports_reportversio_reopened_by_id_1de5725e_fk_networks_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reports_reportversion
    ADD CONSTRAINT reports_reportversio_reopened_by_id_1de5725e_fk_networks_ FOREIGN KEY (reopened_by_id) REFERENCES public.networks_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- PostgreSQL database dump complete
--


